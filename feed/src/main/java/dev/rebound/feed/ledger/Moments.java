package dev.rebound.feed.ledger;

import java.time.Instant;

/** Moments as they are kept and sent: whole microseconds since 1970; what is finer is cut. */
public final class Moments {

    private static final long PER_SECOND = 1_000_000;

    private Moments() {}

    /** As kept. */
    public static long micros(Instant moment) {
        return Math.addExact(Math.multiplyExact(moment.getEpochSecond(), PER_SECOND), moment.getNano() / 1_000);
    }

    /** As read. */
    public static Instant ofMicros(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, PER_SECOND), Math.floorMod(micros, PER_SECOND) * 1_000);
    }
}
