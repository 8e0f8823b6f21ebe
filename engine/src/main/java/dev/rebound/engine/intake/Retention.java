package dev.rebound.engine.intake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets returned mail that has been kept long enough: quarantined messages altogether, and the raw text
 * of reports, of which the diagnostic, the verdict and the ledger stay. Some at a time, so that nothing
 * else waits for it.
 */
public final class Retention {

    /** Forgotten in one transaction. */
    private static final int BATCH = 500;

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private final Quarantine quarantine;
    private final RawReports reports;
    private final KeptFor keptFor;
    private final InstantSource clock;

    public Retention(Quarantine quarantine, RawReports reports, KeptFor keptFor, InstantSource clock) {
        this.quarantine = quarantine;
        this.reports = reports;
        this.keptFor = keptFor;
        this.clock = clock;
    }

    /** How long each is kept. */
    public record KeptFor(Duration quarantined, Duration reports) {}

    /** Forgets whatever is due. */
    public void run() {
        Instant now = clock.instant();
        long quarantined = all(limit -> quarantine.forgetBefore(now.minus(keptFor.quarantined()), limit));
        long raw = all(limit -> reports.forgetBefore(now.minus(keptFor.reports()), limit));
        if (quarantined + raw > 0) {
            LOG.info("Forgot returned mail kept long enough quarantined={} reports={}", quarantined, raw);
        }
    }

    private static long all(Batch batch) {
        long sum = 0;
        for (int forgotten = batch.forget(BATCH); forgotten > 0; forgotten = batch.forget(BATCH)) {
            sum += forgotten;
        }
        return sum;
    }

    /** Forgets at most so many. */
    @FunctionalInterface
    private interface Batch {
        int forget(int limit);
    }
}
