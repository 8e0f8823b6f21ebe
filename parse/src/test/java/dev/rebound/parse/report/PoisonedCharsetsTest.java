package dev.rebound.parse.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The row "charset poison" of the safety design, poison by poison. */
class PoisonedCharsetsTest {

    private static final String FROM_DAEMON = "From: mailer-daemon@mx.example\nSubject: undeliverable\n";

    private final MessageReader reader = new MessageReader();

    private static byte[] message(String type, byte[]... body) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes((FROM_DAEMON + "Content-Type: " + type + "\n\n").getBytes(StandardCharsets.US_ASCII));
        for (byte[] piece : body) {
            message.writeBytes(piece);
        }
        return message.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static ReportedRecipient only(ReadMessage message) {
        assertEquals(1, message.report().recipients().size());
        return message.report().recipients().getFirst();
    }

    private static boolean isClean(String text) {
        return text.indexOf('\0') < 0 && text.codePoints().noneMatch(c -> c >= 0xd800 && c <= 0xdfff);
    }

    /** Two, three and four bytes for one slash: C0 AF, E0 80 AF, F0 80 80 AF. */
    @ParameterizedTest
    @ValueSource(strings = {"text/plain; charset=utf-8", "text/plain", "text/plain; charset=us-ascii"})
    void overlongUtf8NeverBecomesTheLetterItHides(String type) {
        ReadMessage read = reader.read(message(
                type,
                ascii("<ann@example.org>: user unknown: a"),
                bytes(0xc0, 0xaf, 'b', 0xe0, 0x80, 0xaf, 'c', 0xf0, 0x80, 0x80, 0xaf),
                ascii("d\n")));

        assertEquals(Optional.of("ann@example.org"), only(read).address());
        assertFalse(only(read).text().contains("/"));
    }

    @Test
    void anOverlongAtSignMakesNoAddress() {
        ReadMessage read = reader.read(message(
                "text/plain; charset=utf-8",
                ascii("<bob"),
                bytes(0xc1, 0x80),
                ascii("evil.example>: user unknown\n\n<ann@example.org>: user unknown\n")));

        List<Optional<String>> addresses = read.report().recipients().stream()
                .map(ReportedRecipient::address)
                .toList();
        assertTrue(addresses.contains(Optional.of("ann@example.org")));
        assertFalse(addresses.contains(Optional.of("bob@evil.example")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<ann\u001b$B@example.org>: user unknown\n",
                "<an\u001b(Bn@example.org>: user unknown\n",
                "<ann@exam\u001b$B$\"\u001b(Bple.org>: user unknown\n",
                "<ann@example.org\u001b$B>: user unknown\n",
                "Final-Recipient: rfc822; ann\u001b$B@example.org\nAction: failed\nStatus: 5.1.1\n"
            })
    void escapesInAnAddressNeitherBreakTheReaderNorReachItsReaders(String body) {
        for (String type : List.of("text/plain", "text/plain; charset=iso-2022-jp", "message/delivery-status")) {
            ReadMessage read = reader.read(message(type, ascii(body)));

            for (ReportedRecipient recipient : read.report().recipients()) {
                assertTrue(recipient.address().stream().allMatch(a -> a.indexOf(0x1b) < 0), () -> type);
                assertTrue(isClean(recipient.text()));
            }
        }
    }

    @Test
    void anEscapeThatIsClosedAgainLeavesTheAddressWhole() {
        ReadMessage read = reader.read(message(
                "text/plain; charset=iso-2022-jp", ascii("\u001b$BG[?.\u001b(B <ann@example.org>: user unknown\n")));

        assertEquals(Optional.of("ann@example.org"), only(read).address());
    }

    /** 0x95328236 is U+20000, beyond 16 bits. */
    @Test
    void lettersOfFourBytesInGb18030AreRead() {
        ReadMessage read = reader.read(message(
                "text/plain; charset=gb18030",
                ascii("<ann@example.org>: "),
                bytes(0x95, 0x32, 0x82, 0x36),
                "用户不存在\n".getBytes(Charset.forName("GB18030"))));

        assertEquals("\ud840\udc00用户不存在", only(read).text());
        assertEquals(Optional.of("ann@example.org"), only(read).address());
    }

    @Test
    void aLetterOfFourBytesThatIsCutIsReplaced() {
        ReadMessage read = reader.read(
                message("text/plain; charset=gb18030", ascii("<ann@example.org>: unknown "), bytes(0x95, 0x32, 0x82)));

        assertEquals(Optional.of("ann@example.org"), only(read).address());
        assertTrue(only(read).text().startsWith("unknown"));
        assertTrue(isClean(only(read).text()));
    }

    /** In UTF-8 as broken programs write it (CESU-8), in UTF-16 and in UTF-7. */
    @Test
    void nulAndHalfLettersAreReplacedInEveryCharset() {
        byte[] half = bytes(0xed, 0xa0, 0x80);
        byte[] wide = "<ann@example.org>: user unknown \ud800 \0 x\n".getBytes(StandardCharsets.UTF_16LE);
        byte[] start = ascii("<ann@example.org>: user unknown \0 ");
        List<byte[]> messages = List.of(
                message("text/plain; charset=utf-8", start, half, ascii(" x\n")),
                message("text/plain", start, half, ascii(" x\n")),
                message("text/plain; charset=utf-16le", wide),
                message("text/plain; charset=utf-7", start, ascii("+2AA- x\n")));
        for (byte[] message : messages) {
            ReportedRecipient recipient = only(reader.read(message));

            assertEquals(Optional.of("ann@example.org"), recipient.address());
            assertTrue(recipient.text().endsWith(" x"));
            assertTrue(recipient.text().indexOf('\ufffd') > 0);
            assertTrue(isClean(recipient.text()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16"})
    void bodiesInUtf16AreRead(String charset) {
        byte[] body = "<ann@example.org>: user unknown\r\n550 5.1.1 退信\r\n".getBytes(Charset.forName(charset));

        ReportedRecipient recipient = only(reader.read(message("text/plain; charset=" + charset, body)));

        assertEquals(Optional.of("ann@example.org"), recipient.address());
        assertEquals(550, recipient.code().orElseThrow());
        assertTrue(recipient.text().endsWith("退信"));
    }

    @Test
    void aBodyThatOnlyClaimsToBeUtf16IsReadAsWhatItIs() {
        ReadMessage read =
                reader.read(message("text/plain; charset=utf-16", ascii("<ann@example.org>: user unknown\n")));

        assertEquals(Optional.of("ann@example.org"), only(read).address());
    }

    @Test
    void aReportWithoutHeadersInAnOldCharsetIsReadAndSaysThatItWasGuessed() {
        byte[] report = "您的邮件无法投递到以下收件人：\n\n<ann@example.org>:\n用户不存在，邮箱地址错误\n550 5.1.1 User unknown\n"
                .getBytes(Charset.forName("GB18030"));

        ReadMessage read = reader.read(report);

        assertEquals(MessageKind.BOUNCE, read.kind());
        assertTrue(only(read).text().contains("用户不存在"));
        assertTrue(read.findings().toString().contains("guessed-charset: part 1 as gb18030"));
    }
}
