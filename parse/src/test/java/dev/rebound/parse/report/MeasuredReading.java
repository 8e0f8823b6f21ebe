package dev.rebound.parse.report;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * A reader that is held to what the safety design promises of memory and time (promise 6). Memory is what the reading
 * thread allocates, which does not depend on the machine; time is its processor time.
 */
final class MeasuredReading {

    private static final long ALLOCATED_BYTES_MAX = 64L * 1024 * 1024;

    private final ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final MessageReader reader = new MessageReader();
    private final Duration most;

    /** Reads something first, so that no reading is charged for making the reader's tables. */
    MeasuredReading(Duration most) {
        this.most = most;
        reader.read("From: mailer-daemon@mx.example\n\n<ann@example.org>: не найден".getBytes(StandardCharsets.UTF_8));
    }

    /** Reads a message; {@code what} says which, should it cost too much. */
    ReadMessage read(byte[] message, Supplier<String> what) {
        long allocated = thread.getCurrentThreadAllocatedBytes();
        long used = thread.getCurrentThreadCpuTime();

        ReadMessage read = reader.read(message);

        long bytes = thread.getCurrentThreadAllocatedBytes() - allocated;
        long nanos = thread.getCurrentThreadCpuTime() - used;
        assertTrue(bytes <= ALLOCATED_BYTES_MAX, () -> bytes + " bytes for " + what.get());
        assertTrue(nanos <= most.toNanos(), () -> nanos + " ns for " + what.get());
        return read;
    }
}
