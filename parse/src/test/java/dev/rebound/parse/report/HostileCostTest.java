package dev.rebound.parse.report;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Ten megabytes of anything cost bounded memory and time (safety design, promise 6). Memory is what the reading
 * thread allocates, which does not depend on the machine. Time is its processor time, held to ten times the promise:
 * what is wrong here is wrong by orders of magnitude, and a busy machine is no failure.
 */
class HostileCostTest {

    private static final int TEN_MEGABYTES = 10_000_000;
    private static final long ALLOCATED_BYTES_MAX = 64L * 1024 * 1024;
    private static final long CPU_NANOS_MAX = 2_000_000_000L;
    private static final String FROM_DAEMON = "From: mailer-daemon@mx.example\nSubject: undeliverable\n";

    private final ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final MessageReader reader = new MessageReader();

    /** The places of a message that a flood can fill. */
    private static List<String> placesFor(String flood) {
        return List.of(
                flood,
                FROM_DAEMON + "\n" + flood,
                FROM_DAEMON + "Content-Type: text/html\n\n" + flood,
                FROM_DAEMON + "Content-Type: message/delivery-status\n\n" + flood,
                FROM_DAEMON + "Content-Type: multipart/mixed; boundary=b\n\n" + flood,
                FROM_DAEMON + "Content-Type: text/plain; charset=utf-16\n\n" + flood,
                FROM_DAEMON + "Content-Transfer-Encoding: base64\n\n" + flood,
                FROM_DAEMON + "Content-Transfer-Encoding: quoted-printable\n\n" + flood,
                FROM_DAEMON + "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n" + flood,
                "From: mailer-daemon@mx.example\nSubject: " + flood.replace('\n', ' ') + "\n\nhello");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "a",
                "<",
                "@",
                "\"",
                "=",
                "\r",
                "\u0000",
                "--b\n\n",
                "a: b\n",
                "<a ",
                "550 ",
                "a@b.example\n",
                "[1] ",
                "host mx.example ",
                ">>> RCPT TO:<a@b.example>\n",
                "recipients:\n\na@b.example x\n",
                "Final-Recipient: rfc822; a@b.example\n",
                "Message-ID: <",
                "From a@b.example 00:00:00\n",
                "Content-Type: message/rfc822\n\n",
                "=?utf-8?B?YWJj?= ",
                "\u001b$B$\""
            })
    void tenMegabytesCostBoundedMemoryAndTime(String piece) {
        for (String place : placesFor(piece.repeat(TEN_MEGABYTES / piece.length()))) {
            byte[] message = place.getBytes(StandardCharsets.ISO_8859_1);
            long allocated = thread.getCurrentThreadAllocatedBytes();
            long used = thread.getCurrentThreadCpuTime();

            reader.read(message);

            long bytes = thread.getCurrentThreadAllocatedBytes() - allocated;
            long nanos = thread.getCurrentThreadCpuTime() - used;
            String where = place.substring(0, Math.min(90, place.length()));
            assertTrue(bytes <= ALLOCATED_BYTES_MAX, () -> bytes + " bytes for " + where);
            assertTrue(nanos <= CPU_NANOS_MAX, () -> nanos + " ns for " + where);
        }
    }
}
