package dev.rebound.classify.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Encoded words and character references inside a reply. */
class DecodingTest {

    private static String read(String source) {
        return NormalText.of(source).text();
    }

    private static String word(String charset, String letters) {
        byte[] bytes = letters.getBytes(Charset.forName(charset));
        return "=?" + charset + "?B?" + Base64.getEncoder().encodeToString(bytes) + "?=";
    }

    @ParameterizedTest
    @CsvSource({
        "GB2312, 用户不存在",
        "Big5, 使用者不存在",
        "ISO-2022-JP, 宛先不明",
        "EUC-KR, 사용자가",
        "KOI8-R, ящик",
        "windows-1251, ящик",
        "UTF-8, γεματο"
    })
    void aWordOfAnyCharsetIsReadAsItsLetters(String charset, String letters) {
        assertEquals("a " + letters + " <address>", read("550 a " + word(charset, letters) + " <kim@dept.example>"));
    }

    @Test
    void quotedWordsThatCutALetterAreReadAsOne() {
        assertEquals("boite inconnue ici", read("=?utf-8?Q?Bo=C3?= =?UTF-8*fr?q?=AEte_inconnue?= ici"));
    }

    @ParameterizedTest
    @CsvSource({
        "'bo&icirc;te pleine', boite pleine",
        "'bo&#238;te &#xEE;', boite i",
        "'&lt;kim@dept.example&gt;', <address>",
        "'l&#39;adresse', l adresse"
    })
    void characterReferencesAreLetters(String source, String expected) {
        assertEquals(expected, read(source));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a =?nobody-knows?B?YWJj?= b",
                "a =?utf-8?X?abc?= b",
                "a =?utf-8?B?abc b",
                "a =? b",
                "=?",
                "=?utf-8?B?",
                "a &nothing; b",
                "a &#xD800; b",
                "a &#99999999; b",
                "a &#; b",
                "a &eacute b",
                "a & b; c",
                "&"
            })
    void whatCannotBeReadStaysAsItIs(String source) {
        assertEquals(source, NormalText.legible(source));
    }

    @Test
    void aPlaceIsThatOfTheWholeWordInTheSource() {
        String coded = word("UTF-8", "Ящик заполнен");
        String source = "552 x " + coded + " y &eacute;t&eacute; 5.2.2";
        NormalText text = NormalText.of(source);

        assertEquals("x ящик заполнен y ete", text.text());
        Span place = text.sourceSpan(new Span(3, 3 + "ящик".getBytes(java.nio.charset.StandardCharsets.UTF_8).length));
        assertEquals(coded, place.of(source));
        assertEquals("Ящик заполнен", NormalText.legible(place.of(source)));
        assertEquals("ящик заполнен", text.textSpan(place).of(text.text()));
        assertEquals(source.indexOf("5.2.2"), text.codes().getLast().offset());
        assertEquals(
                "&eacute;t&eacute;",
                text.sourceSpan(new Span(text.length() - 4, text.length() - 1)).of(source));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"=?", "=?utf-8?B?", "=?utf-8?Q?=?=", "&", "&#1;", "&amp;", "=?utf-8?B?YQ==?= ", "=?x?b?", "?="})
    void longNonsenseCostsInProportionToItsLength(String piece) {
        Normaliser normaliser = new Normaliser();
        normaliser.read(piece.repeat(4_000 / piece.length()));
        long once = normaliser.looks();
        normaliser.read(piece.repeat(16_000 / piece.length()));

        assertTrue(normaliser.looks() - once < 6 * once + 1_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void everyPlaceLiesInTheSource(long seed) {
        Random random = new Random(seed);
        String[] pieces = {
            "=?utf-8?B?",
            "YQ==",
            "?=",
            "&eacute;",
            "&#",
            "x1F600;",
            " ",
            "550 5.1.1",
            "a@b.c",
            "=?utf-8?Q?a_=C3=A9?=",
            "ü"
        };
        for (int i = 0; i < 2_000; i++) {
            StringBuilder source = new StringBuilder();
            for (int part = 0; part < 12; part++) {
                source.append(pieces[random.nextInt(pieces.length)]);
            }
            NormalText text = NormalText.of(source.toString());
            for (int at = 0; at < text.length(); at++) {
                if (text.byteAt(at) != ' ') {
                    Span place = text.sourceSpan(new Span(at, at + 1));
                    assertTrue(place.end() <= source.length() && place.start() < place.end(), source::toString);
                }
            }
        }
    }
}
