package dev.rebound.parse.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AddressesTest {

    private static List<String> all(String text) {
        return Addresses.all(text).stream().map(Addresses.Hit::address).toList();
    }

    @Test
    void addressesAreFoundBetweenPunctuationAndForeignLetters() {
        assertEquals(
                List.of("a.b+c@d.example", "e@f.example"),
                all("(a.b+c@d.example), \u6536\u4ef6\u4ebae@f.example\u3002"));
    }

    @Test
    void quotedLocalPartsAndLiteralsAreWhole() {
        assertEquals(List.of("\"a b\"@c.example", "d@[192.0.2.1]"), all("\"a b\"@c.example d@[192.0.2.1]"));
    }

    @Test
    void manyAtSignsAreNoAddresses() {
        assertEquals(List.of(), all("@@@@ @ a@ @b"));
    }

    @Test
    void fieldsLoseTheirWrapping() {
        assertEquals(Optional.of("a@b.example"), Addresses.bare(" Ann <a@b.example> "));
        assertEquals(Optional.of("a@b.example"), Addresses.bare("<@relay.example:a@b.example>"));
        assertEquals(Optional.of("ann"), Addresses.bare("ann (local)"));
        assertEquals(Optional.empty(), Addresses.bare("<>"));
        assertEquals(Optional.empty(), Addresses.bare("@b.example"));
    }
}
