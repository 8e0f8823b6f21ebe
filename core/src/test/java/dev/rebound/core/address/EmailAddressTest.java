package dev.rebound.core.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EmailAddressTest {

    private static String key(String text) {
        return EmailAddress.parse(text).orElseThrow().key().value();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "ann@shop.example, ann@shop.example",
                "Ann@Shop.Example, ann@shop.example",
                "ann@shop.example., ann@shop.example",
                "'  ann@shop.example ', ann@shop.example",
                "'\"ann\"@shop.example', ann@shop.example",
                "'\"a\\nn\"@shop.example', ann@shop.example",
                "ann@bücher.example, ann@xn--bcher-kva.example",
                "ann@XN--BCHER-KVA.example, ann@xn--bcher-kva.example",
                "王@例子.example, 王@xn--fsqu00a.example",
                "ann+news@shop.example, ann+news@shop.example",
                "o'neil@shop.example, o'neil@shop.example",
            })
    void spellingsOfOneAddressHaveOneKey(String text, String key) {
        assertEquals(key, key(text));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "ann@shop.example, аnn@shop.example",
                "ann@shop.example, ann@shоp.example",
                "ann+news@shop.example, ann@shop.example",
                "a.nn@shop.example, ann@shop.example",
                "'\"a b\"@shop.example', '\"ab\"@shop.example'",
                "straße@shop.example, strasse@shop.example",
            })
    void lookAlikesStayApart(String one, String other) {
        assertNotEquals(key(one), key(other));
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("", AddressProblem.EMPTY),
                Arguments.of("ann", AddressProblem.NO_AT_SIGN),
                Arguments.of("@shop.example", AddressProblem.NO_LOCAL_PART),
                Arguments.of("ann@", AddressProblem.NO_DOMAIN),
                Arguments.of("ann@.", AddressProblem.NO_DOMAIN),
                Arguments.of("ann smith@shop.example", AddressProblem.LOCAL_PART_SYNTAX),
                Arguments.of(".ann@shop.example", AddressProblem.LOCAL_PART_SYNTAX),
                Arguments.of("a..b@shop.example", AddressProblem.LOCAL_PART_SYNTAX),
                Arguments.of("Ann <ann@shop.example", AddressProblem.LOCAL_PART_SYNTAX),
                Arguments.of("a@b@shop.example", AddressProblem.LOCAL_PART_SYNTAX),
                Arguments.of("ann@shop", AddressProblem.DOMAIN_SYNTAX),
                Arguments.of("ann@-shop.example", AddressProblem.DOMAIN_SYNTAX),
                Arguments.of("ann@shop..example", AddressProblem.DOMAIN_SYNTAX),
                Arguments.of("ann@[127.0.0.1]", AddressProblem.DOMAIN_SYNTAX),
                Arguments.of("ann@127.0.0.1", AddressProblem.DOMAIN_SYNTAX),
                Arguments.of("ann@shop.example>", AddressProblem.DOMAIN_SYNTAX),
                Arguments.of("a@b.example\r\nRCPT TO:<v@x.example>", AddressProblem.CONTROL_CHARACTER),
                Arguments.of("a\u202e@b.example", AddressProblem.CONTROL_CHARACTER),
                Arguments.of("a\ud800@b.example", AddressProblem.CONTROL_CHARACTER),
                Arguments.of("a".repeat(65) + "@b.example", AddressProblem.LOCAL_PART_TOO_LONG),
                Arguments.of("王".repeat(22) + "@b.example", AddressProblem.LOCAL_PART_TOO_LONG),
                Arguments.of("a@" + "b".repeat(64) + ".example", AddressProblem.DOMAIN_SYNTAX),
                Arguments.of("a@" + "b.".repeat(130) + "example", AddressProblem.DOMAIN_TOO_LONG));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatIsNoAddressIsRefusedWithItsProblem(String text, AddressProblem problem) {
        AddressReader.Invalid invalid = assertInstanceOf(AddressReader.Invalid.class, AddressReader.read(text));

        assertEquals(problem, invalid.problem());
    }

    /** U+760D and U+760A end in the octets of CR and LF when a char is cut to a byte (CVE-2025-7962). */
    @Test
    void lettersWhoseLowOctetIsALineBreakAreKeptAsLetters() {
        assertEquals("a瘍瘊b@shop.example", key("a\u760d\u760ab@shop.example"));
    }

    @Test
    void anAddressIsNotShownInFull() {
        EmailAddress address = EmailAddress.parse("ann@shop.example").orElseThrow();

        assertFalse(address.toString().contains("ann"));
        assertFalse(address.key().toString().contains("ann"));
    }
}
