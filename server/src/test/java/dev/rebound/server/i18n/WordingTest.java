package dev.rebound.server.i18n;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** How moments are written where there is little room. */
class WordingTest {

    private static final Instant MORNING = Instant.parse("2026-03-02T08:15:00Z");

    @Test
    void theYearStandsWhereItIsNotThePresentOne() {
        Wording english = new Wording(Language.ENGLISH, ZoneOffset.UTC);
        Wording chinese = new Wording(Language.CHINESE, ZoneOffset.UTC);
        Instant nextYear = Instant.parse("2027-01-01T00:00:00Z");

        assertEquals("2 Mar, 08:15", english.shortly(MORNING, MORNING));
        assertEquals("2 Mar 2026, 08:15", english.shortly(MORNING, nextYear));
        assertEquals("3月2日 08:15", chinese.shortly(MORNING, MORNING));
        assertEquals("2026年3月2日 08:15", chinese.shortly(MORNING, nextYear));
    }

    @Test
    void theYearIsThatOfTheReadersZone() {
        Wording shanghai = new Wording(Language.ENGLISH, ZoneId.of("Asia/Shanghai"));

        assertEquals(
                "1 Jan, 00:30",
                shanghai.shortly(Instant.parse("2026-12-31T16:30:00Z"), Instant.parse("2027-01-02T00:00:00Z")));
    }
}
