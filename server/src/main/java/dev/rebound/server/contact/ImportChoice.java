package dev.rebound.server.contact;

import dev.rebound.engine.contact.ContactProperties;
import dev.rebound.server.csv.TextEncoding;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How somebody who has seen the beginning of a file wants it read. */
public record ImportChoice(TextEncoding encoding, ContactColumns columns) {

    /** What is wrong with a choice. */
    public enum Problem {
        NONE,
        /** No column is the address. */
        NO_EMAIL,
        /** Two columns are the same thing. */
        TWICE,
        /** A property has no name that it can have. */
        PROPERTY_NAME,
        /** The account would have more names of properties than it may. */
        PROPERTY_NAMES_TOO_MANY,
        /** Enough imports of the account are under way. */
        TOO_MANY
    }

    /**
     * Whether the columns can be used so.
     *
     * @param properties names of properties, by columns
     * @param known names that the account has
     */
    static Problem problemOf(List<ColumnUse> uses, Map<Integer, String> properties, Set<String> known) {
        Map<ColumnUse, Integer> times = new EnumMap<>(ColumnUse.class);
        uses.stream()
                .filter(use -> use != ColumnUse.IGNORE && use != ColumnUse.PROPERTY)
                .forEach(use -> times.merge(use, 1, Integer::sum));
        Set<String> names = Set.copyOf(properties.values());
        if (properties.size()
                != uses.stream().filter(ColumnUse.PROPERTY::equals).count()) {
            return Problem.PROPERTY_NAME;
        }
        if (!ContactEntry.isRoom(known, names) || names.size() > ContactProperties.OF_CONTACT_MAX) {
            return Problem.PROPERTY_NAMES_TOO_MANY;
        }
        if (names.size() < properties.size()) {
            return Problem.TWICE;
        }
        if (!times.containsKey(ColumnUse.EMAIL)) {
            return Problem.NO_EMAIL;
        }
        return times.values().stream().anyMatch(number -> number > 1) ? Problem.TWICE : Problem.NONE;
    }
}
