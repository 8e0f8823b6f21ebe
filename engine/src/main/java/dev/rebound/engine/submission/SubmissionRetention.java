package dev.rebound.engine.submission;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forgets submitted mail that has been kept long enough; what became of its messages stays. */
public final class SubmissionRetention {

    /** Forgotten in one transaction. */
    private static final int BATCH = 500;

    private static final Logger LOG = LoggerFactory.getLogger(SubmissionRetention.class);

    private final Submissions submissions;
    private final Duration keptFor;
    private final InstantSource clock;

    /**
     * @param keptFor counted from the moment when the last of a mail's messages came to its end
     */
    public SubmissionRetention(Submissions submissions, Duration keptFor, InstantSource clock) {
        this.submissions = submissions;
        this.keptFor = keptFor;
        this.clock = clock;
    }

    /** Forgets whatever is due. */
    public void run() {
        Instant before = clock.instant().minus(keptFor);
        long all = 0;
        int some = submissions.forgetBefore(before, BATCH);
        while (some > 0) {
            all += some;
            some = submissions.forgetBefore(before, BATCH);
        }
        if (all > 0) {
            LOG.info("Forgot submitted mail kept long enough mails={}", all);
        }
    }
}
