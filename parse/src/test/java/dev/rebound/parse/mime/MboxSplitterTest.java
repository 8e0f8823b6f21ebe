package dev.rebound.parse.mime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MboxSplitterTest {

    private static final String FROM = "From a@b.example Thu Jan  1 00:00:00 2026\n";

    private static List<String> split(String mbox) {
        return MboxSplitter.split(mbox.getBytes(StandardCharsets.US_ASCII)).stream()
                .map(message -> new String(message, StandardCharsets.US_ASCII))
                .toList();
    }

    @Test
    void eachFromLineStartsAMessage() {
        assertEquals(
                List.of("A: 1\n\none\n\n", "B: 2\n\ntwo\n"), split(FROM + "A: 1\n\none\n\n" + FROM + "B: 2\n\ntwo\n"));
    }

    @Test
    void aSentenceThatStartsWithFromIsText() {
        assertEquals(List.of("A: 1\n\nFrom here on it is text\n"), split(FROM + "A: 1\n\nFrom here on it is text\n"));
    }

    @Test
    void aSingleMessageIsLeftWhole() {
        assertEquals(List.of("A: 1\n\none\n"), split("A: 1\n\none\n"));
        assertFalse(MboxSplitter.isMbox("A: 1\n".getBytes(StandardCharsets.US_ASCII)));
        assertTrue(MboxSplitter.isMbox(FROM.getBytes(StandardCharsets.US_ASCII)));
    }
}
