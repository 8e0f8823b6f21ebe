package dev.rebound.classify.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.classify.model.Family;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of wordings: read in their order, refused with the place, and good to learn from. */
class WordingFileTest {

    private static final Path FOLDER = Path.of("..", "wordings");

    private static Stream<Path> files() throws IOException {
        try (Stream<Path> listed = Files.list(FOLDER)) {
            return listed.filter(file -> file.toString().endsWith(".toml")).sorted().toList().stream();
        }
    }

    @Test
    void readsTheTextsOfEachFamily() {
        assertEquals(
                List.of(
                        new Wording("550 no room", Family.MAILBOX_FULL),
                        new Wording("quota", Family.MAILBOX_FULL),
                        new Wording("nobody \"here\"", Family.UNKNOWN_USER)),
                WordingFile.read("""
                        mailbox-full = ["550 no room", "quota"]
                        unknown-user = ["nobody \\"here\\""]
                        """));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unknown = ['x']|line 1, column 1: no family is called unknown; there are authentication, busy,",
                "spam = 'x'|line 1, column 8: expected a list of texts in square brackets",
                "spam = ['x', 3]|line 1, column 14: expected a text in quotes that is not empty",
                "spam = [' ']|line 1, column 9: expected a text in quotes that is not empty",
                "spam = ['x'|line 1, column 12:",
            })
    void saysWhereAFileIsWrong(String toml, String why) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> WordingFile.read(toml.replace('\'', '"')));
        String said = String.valueOf(refused.getMessage());
        assertTrue(said.startsWith(why), said);
    }

    @ParameterizedTest
    @MethodSource("files")
    void eachLanguageHasWordingsOfAllFamiliesAndNoneTwice(Path file) throws IOException {
        Set<Family> families = new HashSet<>();
        Set<String> texts = new HashSet<>();
        for (Wording wording : WordingFile.read(Files.readString(file))) {
            families.add(wording.family());
            assertTrue(texts.add(wording.text()), wording.text());
        }
        assertEquals(Family.values().length, families.size(), () -> "families of " + file);
    }

    @Test
    void thereAreWordingsToLearnFrom() throws IOException {
        assertFalse(files().toList().isEmpty());
    }
}
