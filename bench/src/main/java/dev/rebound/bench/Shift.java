package dev.rebound.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;

/**
 * What one thread did in its turn.
 *
 * @param cpuNanos CPU time it took
 * @param messages how many it worked on
 * @param sum of what the work returned; kept so that the work has to be done
 */
record Shift(long cpuNanos, long messages, long sum) {

    /**
     * Works through the messages, again and again, until this thread has had that much CPU: on a busy machine a time
     * by the clock would be over before anything was compiled.
     */
    static Shift work(Work work, List<byte[]> messages, Duration cpu) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        long done = 0;
        long sum = 0;
        do {
            for (byte[] message : messages) {
                sum += work.on(message);
            }
            done += messages.size();
        } while (threads.getCurrentThreadCpuTime() - start < cpu.toNanos());
        return new Shift(threads.getCurrentThreadCpuTime() - start, done, sum);
    }
}
