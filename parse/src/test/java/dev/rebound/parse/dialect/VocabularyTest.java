package dev.rebound.parse.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class VocabularyTest {

    private static final long SEED = 20_261_124;
    private static final String FEW_LETTERS = "abcABC \n\u00fc\u00dc\u9000";

    @Test
    void findsWhatASearchForEachPhraseFinds() {
        Random random = new Random(SEED);
        for (int round = 0; round < 300; round++) {
            List<String> phrases = new ArrayList<>();
            for (int i = 0; i < 1 + random.nextInt(120); i++) {
                phrases.add(text(random, 3 + random.nextInt(5)).toLowerCase(Locale.ROOT));
            }
            Vocabulary vocabulary = new Vocabulary(List.of(phrases));
            for (int i = 0; i < 20; i++) {
                String text = text(random, random.nextInt(60));
                Vocabulary.Said said = vocabulary.in(text);
                String lower = text.toLowerCase(Locale.ROOT);
                for (String phrase : phrases) {
                    assertEquals(
                            lower.contains(phrase),
                            said.has(vocabulary.numberOf(phrase)),
                            () -> "seed " + SEED + ": '" + phrase + "' in '" + text + "'");
                }
                assertEquals(
                        phrases.stream().anyMatch(lower::contains),
                        said.any(vocabulary.group(phrases)),
                        "seed " + SEED + ", round " + round);
            }
        }
    }

    /** Without what {@link String#toLowerCase} knows of a Greek sigma at the end of a word. */
    private static String letterByLetter(String text) {
        StringBuilder lower = new StringBuilder(text.length());
        text.chars().forEach(letter -> lower.append((char) Character.toLowerCase(letter)));
        return lower.toString();
    }

    /** The phrases of all forms, in texts made of pieces of themselves, where one phrase runs into another. */
    @Test
    void findsOurOwnPhrasesWhereTheyOverlap() {
        List<String> phrases =
                Dialects.words().stream().flatMap(List::stream).distinct().toList();
        Random random = new Random(SEED);
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 6; i++) {
                String phrase = phrases.get(random.nextInt(phrases.size()));
                int from = random.nextInt(3) == 0 ? random.nextInt(phrase.length()) : 0;
                int to = random.nextInt(3) == 0 ? from + random.nextInt(phrase.length() - from) : phrase.length();
                text.append(phrase, from, to);
            }
            String whole =
                    random.nextBoolean() ? text.toString() : text.toString().toUpperCase(Locale.ROOT);
            String lower = letterByLetter(whole);
            Vocabulary.Said said = PhraseBook.WORDS.in(whole);
            for (String phrase : phrases) {
                assertEquals(
                        lower.contains(phrase),
                        said.has(PhraseBook.WORDS.numberOf(phrase)),
                        () -> "seed " + SEED + ": '" + phrase + "' in '" + whole + "'");
            }
        }
    }

    @Test
    void aPhraseThatItDoesNotHaveIsAMistakeOfTheCaller() {
        Vocabulary vocabulary = new Vocabulary(List.of(List.of("user unknown")));
        assertEquals(0, vocabulary.numberOf("user unknown"));
        assertEquals(-1, vocabulary.numberOf("unknown"));
        assertThrows(IllegalArgumentException.class, () -> vocabulary.group(List.of("unknown")));
    }

    @Test
    void anOpeningIsOneAtItsPlaceOnly() {
        Openings openings = new Openings(List.of("reporting-mta:", "\u539f\u90ae\u4ef6"));
        assertTrue(openings.at("Reporting-MTA: dns", 0));
        assertTrue(openings.at("--\u539f\u90ae\u4ef6", 2));
        assertFalse(openings.at(" Reporting-MTA: dns", 0));
        assertFalse(openings.at("Reporting", 0));
        assertFalse(openings.at("", 0));
    }

    private static String text(Random random, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(FEW_LETTERS.charAt(random.nextInt(FEW_LETTERS.length())));
        }
        return text.toString();
    }
}
