package dev.rebound.bench.load;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.LongSupplier;

/** CPU time so far, in nanoseconds: comparable where time by the clock is not, on a machine that others use. */
public final class CpuClock {

    private CpuClock() {}

    /** Of all platform threads with this name that live. */
    public static LongSupplier ofThreads(String name) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return () -> Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(Objects::nonNull)
                .filter(thread -> thread.getThreadName().equals(name))
                .mapToLong(thread -> threads.getThreadCpuTime(thread.getThreadId()))
                .sum();
    }

    /** Of this process. */
    public static LongSupplier ofProcess() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return system::getProcessCpuTime;
    }
}
