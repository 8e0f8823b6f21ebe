package dev.rebound.server.contact;

import dev.rebound.server.csv.TextEncoding;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How somebody who has seen the beginning of a file wants it read. */
public record ImportChoice(TextEncoding encoding, ContactColumns columns) {

    /** What is wrong with a choice. */
    public enum Problem {
        NONE,
        /** No column is the address. */
        NO_EMAIL,
        /** Two columns are the same thing. */
        TWICE,
        /** Enough imports of the account are under way. */
        TOO_MANY
    }

    /** Whether the columns can be used so. */
    static Problem problemOf(List<ColumnUse> uses) {
        Map<ColumnUse, Integer> times = new EnumMap<>(ColumnUse.class);
        uses.stream().filter(use -> use != ColumnUse.IGNORE).forEach(use -> times.merge(use, 1, Integer::sum));
        if (!times.containsKey(ColumnUse.EMAIL)) {
            return Problem.NO_EMAIL;
        }
        return times.values().stream().anyMatch(number -> number > 1) ? Problem.TWICE : Problem.NONE;
    }
}
