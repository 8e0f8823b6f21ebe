package dev.rebound.parse.mime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.parse.finding.Findings;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SevenBitCharsetsTest {

    private static String read(String charset, String text) {
        return Charsets.decode(text.getBytes(StandardCharsets.ISO_8859_1), charset, new Findings(), () -> "part 1");
    }

    @Test
    void utf7LettersAreRead() {
        assertEquals("Grüße + 1 <ann@example.org>", read("utf-7", "Gr+APwA3w-e +- 1 <ann@example.org>"));
        assertEquals("日本", read("UTF-7", "+ZeVnLA-"));
    }

    @Test
    void brokenUtf7IsReadAsFarAsItGoes() {
        assertEquals("a+b", read("utf-7", "a+-b"));
        assertEquals("+", read("utf-7", "+"));
        assertTrue(read("utf-7", "+2AA-").chars().noneMatch(c -> c >= 0xd800 && c <= 0xdfff));
    }

    @Test
    void hzLettersAreRead() {
        assertEquals("ann@example.org: 中文~", read("hz-gb-2312", "ann@example.org: ~{VPND~}~~"));
        assertEquals("中\nVPND", read("HZ-GB-2312", "~{VP\nVPND"));
    }

    @Test
    void encodedWordsKnowThemToo() {
        assertEquals("Grüße", EncodedWords.decode("=?utf-7?Q?Gr+APwA3w-e?="));
    }
}
