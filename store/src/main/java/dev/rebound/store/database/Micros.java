package dev.rebound.store.database;

import dev.rebound.feed.ledger.Moments;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Moments as they are stored: whole microseconds since 1970, which is what PostgreSQL keeps too. Whatever is
 * finer is cut before anything is decided, so that a state read back equals the one that was computed.
 */
public final class Micros {

    private Micros() {}

    /** As stored. */
    public static long of(Instant moment) {
        return Moments.micros(moment);
    }

    /** As stored; null in the database for none. */
    public static @Nullable Long of(Optional<Instant> moment) {
        return moment.map(Micros::of).orElse(null);
    }

    /** As read. */
    public static Instant toInstant(long micros) {
        return Moments.ofMicros(micros);
    }

    /** A length of time as stored; null in the database for none. */
    public static @Nullable Long length(Optional<Duration> length) {
        return length.map(l -> TimeUnit.MICROSECONDS.convert(l)).orElse(null);
    }

    /** A length of time as read. */
    public static Duration toLength(long micros) {
        return Duration.of(micros, ChronoUnit.MICROS);
    }

    /** The moment without what is finer than can be stored. */
    public static Instant truncated(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MICROS);
    }
}
