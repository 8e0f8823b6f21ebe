package dev.rebound.engine.intake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Counts the recipients that returned mail was refused for while its sender was still connected: of that nothing is kept, and
 * without a count nobody would see that forged reports come, or that a bounce domain is wrong.
 *
 * <p>The counts are those of one process since it began, by hours, as far back as {@link #KEPT}; a day costs a few hundred
 * octets, however much is refused. Thread-safe.
 */
public final class RefusedReturns implements ReturnedMailDesk {

    /** How far back it can be asked. */
    public static final Duration KEPT = Duration.ofHours(24);

    private static final int HOURS = (int) KEPT.toHours() + 1;

    private final ReturnedMailDesk desk;
    private final InstantSource clock;
    private final Map<RecipientCheck, Hours> refused = new EnumMap<>(RecipientCheck.class);

    /**
     * How much of something.
     *
     * @param last when the newest came, also if that was before
     */
    public record Refused(long number, Instant last) {}

    /** What was refused for one cause, by hours since 1970 modulo their number. */
    private static final class Hours {
        private final long[] hour = new long[HOURS];
        private final long[] number = new long[HOURS];
        private Instant last = Instant.MIN;

        void add(Instant at) {
            long now = Math.floorDiv(at.getEpochSecond(), Duration.ofHours(1).toSeconds());
            int place = Math.floorMod(now, HOURS);
            if (hour[place] != now) {
                hour[place] = now;
                number[place] = 0;
            }
            number[place]++;
            last = at;
        }

        Refused since(Instant oldest) {
            long first =
                    Math.floorDiv(oldest.getEpochSecond(), Duration.ofHours(1).toSeconds());
            long sum = 0;
            for (int i = 0; i < HOURS; i++) {
                sum += hour[i] >= first ? number[i] : 0;
            }
            return new Refused(sum, last);
        }
    }

    /**
     * @param desk that decides
     */
    public RefusedReturns(ReturnedMailDesk desk, InstantSource clock) {
        this.desk = desk;
        this.clock = clock;
    }

    @Override
    public RecipientCheck check(String envelopeRecipient) {
        RecipientCheck check = desk.check(envelopeRecipient);
        if (check != RecipientCheck.ACCEPTED) {
            Instant now = clock.instant();
            synchronized (refused) {
                refused.computeIfAbsent(check, cause -> new Hours()).add(now);
            }
        }
        return check;
    }

    @Override
    public CompletableFuture<Void> take(ReturnedMail mail) {
        return desk.take(mail);
    }

    /** How many in the last {@link #KEPT}, to the full hour, by why; what none was refused for is missing. */
    public Map<RecipientCheck, Refused> lately() {
        Instant oldest = clock.instant().minus(KEPT);
        Map<RecipientCheck, Refused> came = new EnumMap<>(RecipientCheck.class);
        synchronized (refused) {
            refused.forEach((cause, hours) -> came.put(cause, hours.since(oldest)));
        }
        return came;
    }
}
