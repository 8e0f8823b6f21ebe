package dev.rebound.bench.load;

import java.util.function.LongSupplier;

/**
 * What a contender did in a round.
 *
 * @param count how many, at least one
 * @param wallNanos by the clock on the wall
 * @param cpuNanos of what the run counts for it
 */
public record Turn(long count, long wallNanos, long cpuNanos) {

    public Turn {
        if (count < 1 || wallNanos < 1) {
            throw new IllegalArgumentException("nothing was done, or in no time");
        }
    }

    /** What is measured. */
    @FunctionalInterface
    public interface Work {
        /** Does all of it. */
        void run() throws Exception;
    }

    /** Measures work that does so many. */
    public static Turn of(long count, LongSupplier cpu, Work work) throws Exception {
        long cpuBefore = cpu.getAsLong();
        long wallBefore = System.nanoTime();
        work.run();
        return new Turn(count, System.nanoTime() - wallBefore, cpu.getAsLong() - cpuBefore);
    }

    double perSecond() {
        return count * 1e9 / wallNanos;
    }

    double cpuMicros() {
        return cpuNanos / 1e3 / count;
    }
}
