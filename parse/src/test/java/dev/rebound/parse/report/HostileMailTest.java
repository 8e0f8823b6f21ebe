package dev.rebound.parse.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.parse.finding.FindingKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows "MIME depth", "MIME width" and "charset poison" of the safety design. */
class HostileMailTest {

    private static final String FROM_DAEMON = "From: mailer-daemon@mx.example\nSubject: undeliverable\n";
    private static final int TEN_MEGABYTES = 10_000_000;

    private final MessageReader reader = new MessageReader();

    private ReadMessage read(String message) {
        return reader.read(message.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void assertFound(FindingKind kind, ReadMessage message) {
        assertTrue(
                message.findings().stream().anyMatch(f -> f.kind() == kind), () -> "findings: " + message.findings());
    }

    @Test
    void aHundredThousandNestedMessagesAreTooDeep() {
        assertFound(FindingKind.TOO_DEEP, read("Content-Type: message/rfc822\n\n".repeat(100_000)));
    }

    @Test
    void fiveThousandNestedMultipartsAreTooDeep() {
        StringBuilder message = new StringBuilder(FROM_DAEMON);
        for (int i = 0; i < 5_000; i++) {
            message.append("Content-Type: multipart/mixed; boundary=b").append(i);
            message.append("\n\n--b").append(i).append('\n');
        }
        assertFound(FindingKind.TOO_DEEP, read(message.toString()));
    }

    @Test
    void blankLinesBeforeTheHeadersAreSkipped() {
        ReadMessage message = read("\n".repeat(50_000) + FROM_DAEMON + "\n<ann@example.org>: unknown user\n");

        assertFound(FindingKind.BLANK_LINES_BEFORE_HEADERS, message);
        assertEquals(MessageKind.BOUNCE, message.kind());
    }

    @Test
    void aMillionEmptyPartsAreTooMany() {
        String type = "Content-Type: multipart/mixed; boundary=b\n\n";
        assertFound(FindingKind.TOO_MANY_PARTS, read(FROM_DAEMON + type + "--b\n\n".repeat(1_000_000)));
    }

    @Test
    void twoMillionHeadersAreTooMany() {
        assertFound(FindingKind.TOO_MANY_HEADERS, read(FROM_DAEMON + "a: b\n".repeat(2_000_000)));
    }

    @Test
    void aFoldedHeaderOfTwentyMegabytesIsTooLong() {
        assertFound(FindingKind.HEADER_TOO_LONG, read(FROM_DAEMON + "X: a\n" + " aaaaaaaaa\n".repeat(2_000_000)));
    }

    @Test
    void aHundredThousandEncodedWordsAreCut() {
        String subject = "Subject: " + "=?utf-8?B?YWJj?= ".repeat(100_000);
        assertFound(FindingKind.HEADER_TOO_LONG, read("From: mailer-daemon@mx.example\n" + subject + "\n\nhello"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "a",
                ".",
                "(",
                "<",
                "0",
                "@",
                "\"",
                "&",
                "=",
                "--\n",
                "\r",
                "\u0000",
                "<a ",
                "a@",
                "550 ",
                "a@b.example\n",
                "Final-Recipient: rfc822; a@b.example\n",
                "Message-ID: <",
                "=?utf-8?Q?"
            })
    void tenMegabytesOfAnythingAreReadInEveryPlace(String piece) {
        String much = piece.repeat(TEN_MEGABYTES / piece.length());
        List<String> places = List.of(
                much,
                FROM_DAEMON + "\n" + much,
                FROM_DAEMON + "Content-Type: text/html\n\n" + much,
                FROM_DAEMON + "Content-Type: message/delivery-status\n\n" + much,
                FROM_DAEMON + "Content-Transfer-Encoding: base64\n\n" + much,
                FROM_DAEMON + "Content-Transfer-Encoding: quoted-printable\n\n" + much,
                "From: mailer-daemon@mx.example\nSubject: " + much.replace('\n', ' ') + "\n\nhello");
        for (String place : places) {
            ReadMessage message = read(place);
            assertTrue(message.report().recipients().size() <= DeliveryStatus.RECIPIENTS_MAX);
            boolean limited = message.findings().stream().anyMatch(f -> switch (f.kind()) {
                case TOO_MUCH_TEXT, HEADER_TOO_LONG, TOO_MANY_HEADERS, TOO_MANY_PARTS -> true;
                default -> false;
            });
            boolean blank =
                    message.findings().stream().anyMatch(f -> f.kind() == FindingKind.BLANK_LINES_BEFORE_HEADERS);
            assertTrue(limited || blank, () -> "findings: " + message.findings());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"utf-16", "utf-7", "iso-2022-jp", "gb18030", "x-unheard-of", "", "utf-8"})
    void poisonedTextIsCleanedWhateverItsCharset(String charset) {
        String head = FROM_DAEMON + "Content-Type: text/plain; charset=" + charset + "\n\n";
        byte[] poison = (head
                        + "<ann@example.org>: unknown user \u0000 \u00ed\u00a0\u0080 \u00c0\u00af \u001b$B$\u001b( +AGE-\n")
                .getBytes(StandardCharsets.ISO_8859_1);

        ReadMessage message = reader.read(poison);

        for (ReportedRecipient recipient : message.report().recipients()) {
            assertEquals(-1, recipient.text().indexOf('\u0000'));
            assertTrue(recipient.text().chars().noneMatch(c -> c >= 0xd800 && c <= 0xdfff));
        }
        assertEquals(MessageKind.BOUNCE, message.kind());
    }

    @Test
    void theNextMessageIsReadAsIfNothingHadHappened() {
        read("Content-Type: message/rfc822\n\n".repeat(1_000));
        ReadMessage next = read(FROM_DAEMON + "\n<ann@example.org>: unknown user\n");

        assertEquals(List.of(), next.findings());
        assertEquals(
                "ann@example.org",
                next.report().recipients().getFirst().address().orElseThrow());
    }
}
