package dev.rebound.classify.training;

import dev.rebound.classify.model.Family;
import dev.rebound.classify.toml.Place;
import dev.rebound.classify.toml.TomlException;
import dev.rebound.classify.toml.TomlReader;
import dev.rebound.classify.toml.TomlValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads a file of wordings: a key for each family, as {@code unknown-user}, and under it a list of texts.
 *
 * <p>The files lie in the folder {@code wordings} of a checkout, one a language. They teach the statistical
 * fallback and are no rules: nothing in them is packed or looked for in mail.
 */
public final class WordingFile {

    private static final Map<String, Family> FAMILIES =
            Arrays.stream(Family.values()).collect(Collectors.toUnmodifiableMap(WordingFile::key, family -> family));

    private WordingFile() {}

    private static String key(Family family) {
        return family.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * All wordings of a file, in its order.
     *
     * @throws IllegalArgumentException with the place, if it is no TOML, a key is no family, or a value is no list
     *     of texts
     */
    public static List<Wording> read(String toml) {
        List<Wording> wordings = new ArrayList<>();
        table(toml).entries().forEach((key, entry) -> {
            Family family = FAMILIES.get(key);
            if (family == null) {
                throw refused(
                        entry.keyPlace(),
                        "no family is called " + key + "; there are "
                                + FAMILIES.keySet().stream().sorted().collect(Collectors.joining(", ")));
            }
            addAll(entry.value(), family, wordings);
        });
        return wordings;
    }

    private static TomlValue.Table table(String toml) {
        try {
            return TomlReader.read(toml);
        } catch (TomlException e) {
            throw refused(e.place(), String.valueOf(e.getMessage()));
        }
    }

    private static IllegalArgumentException refused(Place place, String why) {
        return new IllegalArgumentException("line " + place.line() + ", column " + place.column() + ": " + why);
    }

    private static void addAll(TomlValue list, Family family, List<Wording> wordings) {
        if (!(list instanceof TomlValue.Items items)) {
            throw refused(list.place(), "expected a list of texts in square brackets");
        }
        for (TomlValue item : items.items()) {
            if (!(item instanceof TomlValue.Text text) || text.text().isBlank()) {
                throw refused(item.place(), "expected a text in quotes that is not empty");
            }
            wordings.add(new Wording(text.text(), family));
        }
    }
}
