package dev.rebound.engine.contact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What contacts have beside their names. */
class ContactPropertiesTest {

    @ParameterizedTest
    @CsvSource({
        "Company,company",
        "Company name,company_name",
        "  ZIP / Postcode  ,zip_postcode",
        "2nd city,nd_city",
        "公司,公司",
        "ＣＩＴＹ,city",
        "Straße,straße"
    })
    void aHeadingStandsForAName(String written, String name) {
        assertEquals(Optional.of(name), ContactProperties.nameOf(written));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "123", "-", "Email", "First name", "unsubscribe_link", "{{}}", "\u202e"})
    void whatIsNoNameOrIsTakenStandsForNone(String written) {
        assertEquals(Optional.empty(), ContactProperties.nameOf(written));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Company", "a b", "a}}{{email", "<b>", "a\"b", "_a", "a.b", "a\n", "email"})
    void nothingElseIsAName(String name) {
        assertFalse(ContactProperties.isName(name));
    }

    @Test
    void aLongHeadingIsCut() {
        String name = ContactProperties.nameOf("x".repeat(100)).orElseThrow();

        assertEquals(ContactProperties.NAME_LENGTH_MAX, name.length());
    }

    @Test
    void anEmptyValueTakesOneAwayAndOthersStay() {
        ContactProperties before = ContactProperties.of(Map.of("company", "Lantern", "city", "Delft"));

        assertEquals(
                Map.of("city", "Leiden"),
                before.with(Map.of("company", "", "city", "Leiden")).values());
        assertEquals(
                Map.of("city", "Delft", "company", "Lantern", "floor", "2"),
                before.completedBy(ContactProperties.of(Map.of("city", "Gouda", "floor", "2")))
                        .values());
    }

    @Test
    void thereIsALimitToEverything() {
        Map<String, String> many = new TreeMap<>();
        for (int i = 0; i < ContactProperties.OF_CONTACT_MAX; i++) {
            many.put("p" + i, "x");
        }
        ContactProperties full = ContactProperties.of(many);

        assertFalse(full.isRoomFor(Map.of("another", "x")));
        assertTrue(full.isRoomFor(Map.of("another", "x", "p0", "")));
        assertEquals(full, full.completedBy(ContactProperties.of(Map.of("another", "x"))));
        assertThrows(IllegalArgumentException.class, () -> full.with(Map.of("another", "x")));
        assertThrows(IllegalArgumentException.class, () -> ContactProperties.of(Map.of("company", "x".repeat(501))));
    }

    @Test
    void whatTheySayIsNotInTheirText() {
        assertEquals(
                "ContactProperties[1]",
                ContactProperties.of(Map.of("city", "Delft")).toString());
    }

    @Test
    void aValueIsComparedWithoutItsSpelling() {
        assertEquals("lantern books", ContactProperties.compared(" LANTERN \u00a0\u3000 Books"));
        assertEquals("acme", ContactProperties.compared("\uff21\uff23\uff2d\uff25"));
        assertEquals("x".repeat(100), ContactProperties.compared("X".repeat(101)));
        assertEquals("\ud83d\ude00".repeat(100), ContactProperties.compared("\ud83d\ude00".repeat(150)));
        assertEquals("", ContactProperties.compared("\u00a0"));
    }
}
