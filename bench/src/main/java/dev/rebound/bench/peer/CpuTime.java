package dev.rebound.bench.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * CPU that processes of others have used, from Linux' {@code /proc}; zero where there is none. On a machine that others
 * use it says more than the clock: a program of a hundred processes gets more of a busy core than one of three threads.
 */
final class CpuTime {

    /** Ticks are hundredths of a second in all that Linux shows to programs (proc(5)). */
    private static final double MICROS_PER_TICK = 10_000;
    /** Where a process's own time begins, counted behind the name in parentheses. */
    private static final int UTIME = 11;

    private static final int STIME = 12;
    private static final int CUTIME = 13;
    private static final int CSTIME = 14;

    private CpuTime() {}

    /** Of all children of this process that have ended, in microseconds. */
    static double ofEndedChildren() throws IOException {
        return ticks("self", CUTIME, CSTIME) * MICROS_PER_TICK;
    }

    /** Of a process and all that descend from it, those that have ended included, in microseconds. */
    static double ofTree(ProcessHandle root) throws IOException {
        long ticks = 0;
        for (ProcessHandle process :
                Stream.concat(Stream.of(root), root.descendants()).toList()) {
            ticks += ticks(Long.toString(process.pid()), UTIME, STIME, CUTIME, CSTIME);
        }
        return ticks * MICROS_PER_TICK;
    }

    private static long ticks(String process, int... fields) throws IOException {
        Path stat = Path.of("/proc", process, "stat");
        String line;
        try {
            line = Files.readString(stat);
        } catch (NoSuchFileException e) {
            return 0;
        }
        String[] behindName = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = 0;
        for (int field : fields) {
            ticks += Long.parseLong(behindName[field]);
        }
        return ticks;
    }
}
