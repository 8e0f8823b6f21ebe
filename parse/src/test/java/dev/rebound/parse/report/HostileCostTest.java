package dev.rebound.parse.report;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Ten megabytes of anything cost bounded memory and time (safety design, promise 6). Time is held to ten times the
 * promise: what is wrong here is wrong by orders of magnitude, and a busy machine is no failure.
 */
class HostileCostTest {

    private static final int TEN_MEGABYTES = 10_000_000;
    private static final String FROM_DAEMON = "From: mailer-daemon@mx.example\nSubject: undeliverable\n";

    private final MeasuredReading reading = new MeasuredReading(Duration.ofSeconds(2));

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

            reading.read(message, () -> place.substring(0, Math.min(90, place.length())));
        }
    }
}
