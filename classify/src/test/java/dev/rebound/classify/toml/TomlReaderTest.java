package dev.rebound.classify.toml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TomlReaderTest {

    private static TomlValue value(String toml) throws TomlException {
        return TomlReader.read(toml).value("a").orElseThrow();
    }

    private static String text(String toml) throws TomlException {
        return ((TomlValue.Text) value(toml)).text();
    }

    @Test
    void textIsReadFromEveryKindOfQuotes() throws TomlException {
        assertEquals("x\ty \"z\" \u00e9 \uD83D\uDE00", text("a = \"x\\ty \\\"z\\\" \\u00e9 \\U0001F600\""));
        assertEquals("C:\\no\\escape", text("a = 'C:\\no\\escape'"));
        assertEquals("one\ntwo", text("a = \"\"\"\none\r\ntwo\"\"\""));
        assertEquals("one two", text("a = \"\"\"one \\\n\n   two\"\"\""));
        assertEquals("it's ''quoted''", text("a = '''it's ''quoted'''''"));
        assertEquals("", text("a = ''"));
    }

    @Test
    void tablesListsAndDottedKeysMakeOneTree() throws TomlException {
        TomlValue.Table root = TomlReader.read("""
                [pack]   # a comment
                title = "T"
                [[rule]]
                id = "one"
                match.any = ["x",
                  "y", ] # the comma behind the last is allowed
                match.none = []
                [[rule]]
                id = "two"
                [rule.match]
                any = [["p"], ["q", "r"]]
                inline = { deep.er = true, n = 1_000 }
                """);

        TomlValue.Items rules = (TomlValue.Items) root.value("rule").orElseThrow();
        TomlValue.Table first = (TomlValue.Table) rules.items().getFirst();
        TomlValue.Table match = (TomlValue.Table) first.value("match").orElseThrow();
        TomlValue.Table second = (TomlValue.Table) rules.items().getLast();
        TomlValue.Table inner = (TomlValue.Table) second.value("match").orElseThrow();
        TomlValue.Table inline = (TomlValue.Table) inner.value("inline").orElseThrow();
        assertEquals(List.of("any", "none"), List.copyOf(match.entries().keySet()));
        assertEquals(
                2, ((TomlValue.Items) inner.value("any").orElseThrow()).items().size());
        assertEquals(1_000, ((TomlValue.Whole) inline.value("n").orElseThrow()).number());
    }

    @Test
    void everyValueAndKeyKnowsItsLineAndColumn() throws TomlException {
        TomlValue.Table root = TomlReader.read("\n  key = [ 'x',\n    'y' ]\r\nother = 1\n");

        TomlValue.Entry key = Objects.requireNonNull(root.entries().get("key"));
        TomlValue.Entry other = Objects.requireNonNull(root.entries().get("other"));
        assertEquals(new Place(2, 3), key.keyPlace());
        assertEquals(new Place(2, 9), key.value().place());
        assertEquals(
                new Place(3, 5),
                ((TomlValue.Items) key.value()).items().getLast().place());
        assertEquals(new Place(4, 1), other.keyPlace());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a = 1\\na = 2             | 2:1",
                "[a]\\n[a]                 | 2:1",
                "a = 1\\n[a]               | 2:1",
                "a = []\\n[[a]]            | 2:1",
                "[[a]]\\n[a]               | 2:1",
                "a = \"x                   | 1:6",
                "a = \"x\\ny\"             | 1:6",
                "a = \"\\q\"               | 1:7",
                "a = \"\\uD800\"           | 1:7",
                "a = [1 2]                 | 1:8",
                "a = [1                    | 1:7",
                "a = 1.5                   | 1:5",
                "a = 1979-05-27            | 1:5",
                "a = 0x10                  | 1:5",
                "a = 12345678901234567890  | 1:5",
                "a = nan                   | 1:5",
                "a 1                       | 1:3",
                "= 1                       | 1:1",
                "a = 1 b = 2               | 1:7",
                "a = { b = 1, }            | 1:14",
                "[a                        | 1:3",
                "a.b = 1\\na.b.c = 2       | 2:1",
            })
    void whatIsNoTomlIsRefusedWhereItStands(String toml, String place) {
        String text = toml.strip().replace("\\n", "\n");

        TomlException refused = assertThrows(TomlException.class, () -> TomlReader.read(text));

        assertEquals(place, refused.place().toString(), refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a = 'x\0y'", "# \0", "\0", "a = \"\u007f\"", "a = 'x\ry'"})
    void controlCharactersAreRefused(String toml) {
        assertThrows(TomlException.class, () -> TomlReader.read(toml));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a=", "[[", "a.", "'", "\"\"\""})
    void endlessNestingIsRefusedAndNotFollowed(String piece) {
        TomlException refused =
                assertThrows(TomlException.class, () -> TomlReader.read("a = " + piece.repeat(300_000)));

        assertTrue(String.valueOf(refused.getMessage()).length() < 200);
    }
}
