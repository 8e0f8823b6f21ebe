package dev.rebound.cli.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What this process has of memory, in octets.
 *
 * @param heap left after a collection
 * @param resident of the whole process, as Linux counts it ({@code VmRSS} of proc(5))
 * @param residentMost since it started ({@code VmHWM})
 */
record Memory(long heap, long resident, long residentMost) {

    private static final long MEGABYTE = 1_000_000;

    static Memory now() throws IOException {
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        return new Memory(heap, status("VmRSS:"), status("VmHWM:"));
    }

    private static long status(String name) throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> 1_024 * Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElse(0);
    }

    long heapMegabytes() {
        return heap / MEGABYTE;
    }

    long residentMegabytes() {
        return resident / MEGABYTE;
    }

    long residentMostMegabytes() {
        return residentMost / MEGABYTE;
    }
}
