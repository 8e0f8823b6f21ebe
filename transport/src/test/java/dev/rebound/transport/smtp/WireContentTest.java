package dev.rebound.transport.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.engine.delivery.MessageContent;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WireContentTest {

    private static String wire(String content) {
        MessageContent given = new MessageContent.Given(content.getBytes(StandardCharsets.ISO_8859_1));
        return new String(WireContent.of(given).stuffed().getFirst(), StandardCharsets.ISO_8859_1);
    }

    private static String escaped(String text) {
        return text.replace("\r", "\\r").replace("\n", "\\n");
    }

    private static String unescaped(String text) {
        return text.replace("\\r", "\r").replace("\\n", "\n");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "\"\", \"\"",
                "a, a\\r\\n",
                "a\\r\\n, a\\r\\n",
                "a\\n, a\\r\\n",
                "a\\r, a\\r\\n",
                "a\\rb\\nc, a\\r\\nb\\r\\nc\\r\\n",
                "a\\n\\rb, a\\r\\n\\r\\nb\\r\\n",
                "a\\r\\r\\nb, a\\r\\n\\r\\nb\\r\\n",
                ".\\r\\n, ..\\r\\n",
                "a\\n.\\nb, a\\r\\n..\\r\\nb\\r\\n",
                "a\\r.\\rb, a\\r\\n..\\r\\nb\\r\\n",
                "..a\\r\\n, ...a\\r\\n",
                "a.\\r\\n, a.\\r\\n"
            })
    void linesEndInCrLfAndOpeningDotsAreDoubled(String content, String expected) {
        assertEquals(expected, escaped(wire(unescaped(content))));
    }

    @Test
    void noContentEndsItselfOrHidesABareLineEnd() {
        long seed = 20_260_301;
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder content = new StringBuilder();
            for (int length = random.nextInt(12); length > 0; length--) {
                content.append("\r\n.a".charAt(random.nextInt(4)));
            }
            String wire = wire(content.toString());
            String which = "seed " + seed + ": " + escaped(content.toString());
            assertTrue(wire.isEmpty() || wire.endsWith("\r\n"), which);
            assertFalse(("\r\n" + wire).contains("\r\n.\r\n"), which);
            assertFalse(wire.replace("\r\n", "").matches("(?s).*[\r\n].*"), which);
        }
    }

    @Test
    void contentThatIsInWireFormIsNotCopied() {
        byte[] content = "Subject: x\r\n\r\nHello. You\r\n".getBytes(StandardCharsets.US_ASCII);
        WireContent wire = WireContent.of(new MessageContent.Given(content));
        assertSame(content, wire.stuffed().getFirst());
        assertSame(content, wire.text().getFirst());
    }

    @Test
    void whatMessagesShareIsNotCopied() {
        byte[] own = "Subject: x\r\n\r\nHello\r\n".getBytes(StandardCharsets.US_ASCII);
        byte[] shared = "You\r\n".getBytes(StandardCharsets.US_ASCII);
        WireContent wire = WireContent.of(new MessageContent.Composed(own, shared));
        assertSame(own, wire.stuffed().getFirst());
        assertSame(shared, wire.stuffed().getLast());
        assertEquals(own.length + shared.length, wire.octets());
    }
}
