package dev.rebound.engine.time;

/**
 * The machine's own time, for what is about the machine: how long a look at the queue took, how often to
 * look, how long an answer from DNS is believed. Whatever decides about messages goes by {@link WorldClock}.
 */
public final class RealTime {

    private RealTime() {}

    /** Nanoseconds since some moment; only differences mean anything. */
    public static long nanos() {
        return System.nanoTime();
    }
}
