package dev.rebound.cli.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** What this process has used. */
final class OwnProcess {

    private static final long MEGABYTE = 1_000_000;

    private OwnProcess() {}

    /** CPU of all threads, the compilers' and the collector's included, in microseconds. */
    static double cpuMicros() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / 1e3;
    }

    /** What is left of the heap after a collection, in megabytes. */
    static long heapMegabytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEGABYTE;
    }

    /** The most that the heap may grow to, in megabytes. */
    static long heapMaxMegabytes() {
        return Runtime.getRuntime().maxMemory() / MEGABYTE;
    }
}
