package dev.rebound.engine.bulk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.engine.bulk.Bulks.Portion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A run of a list goes into the store by the order of its addresses, so that a portion changes few places of the store's tree. */
final class PortionTest {

    private static BulkEntry entry(String address, long line) {
        return new BulkEntry(EmailAddress.parse(address).orElseThrow().key(), line, new BulkEntry.Named());
    }

    @Test
    void aRunIsCutByTheOrderOfItsAddressesAndNothingOfItIsLost() {
        List<BulkEntry> entries = new ArrayList<>();
        for (int i = 0; i < 2 * Bulks.ADDED_MAX + 7; i++) {
            entries.add(entry("p" + i + "@x.example", i + 1));
        }
        Collections.shuffle(entries, new Random(7));
        BadLine bad = new BadLine(9, BadLine.Problem.NO_ADDRESS, "");

        List<Portion> portions = Portion.of(entries, List.of(bad), 20_000);

        List<BulkEntry> together =
                portions.stream().flatMap(portion -> portion.entries().stream()).toList();
        assertEquals(
                entries.stream()
                        .sorted(Comparator.comparing(BulkEntry::address))
                        .toList(),
                together);
        assertTrue(portions.stream().allMatch(portion -> portion.entries().size() <= Bulks.ADDED_MAX));
        assertEquals(20_000, portions.stream().mapToLong(Portion::lines).sum());
        assertEquals(List.of(bad), portions.getFirst().badLines());
    }

    @Test
    void ofOneAddressTheFirstLineComesFirst() {
        Portion portion = Portion.of(
                        List.of(entry("ann@x.example", 9), entry("bob@x.example", 1), entry("Ann@x.example", 2)),
                        List.of(),
                        9)
                .getFirst();

        assertEquals(
                List.of(2L, 9L, 1L),
                portion.entries().stream().map(BulkEntry::line).toList());
    }

    @Test
    void linesWithoutAnyEntryAreCountedToo() {
        assertEquals(List.of(new Portion(List.of(), List.of(), 3)), Portion.of(List.of(), List.of(), 3));
    }
}
