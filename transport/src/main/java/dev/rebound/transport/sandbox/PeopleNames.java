package dev.rebound.transport.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.StreamSupport;

/** The names people have, by language. */
final class PeopleNames {

    private static final String RESOURCE = "/sandbox/people.toml";

    /** Where a language has no names of its own. */
    private static final String OTHERWISE = "en";

    private final Map<String, Lists> languages;

    private PeopleNames(Map<String, Lists> languages) {
        this.languages = languages;
    }

    /** The names of one language; the latin lists have the order of the others. */
    private record Lists(
            boolean familyFirst,
            List<String> given,
            List<String> givenLatin,
            List<String> family,
            List<String> familyLatin) {}

    /**
     * A name, and its parts as an address has them.
     *
     * @param displayName both names in the order of the language
     */
    record Drawn(String given, String family, String displayName, String latinGiven, String latinFamily) {}

    static PeopleNames standard() {
        try (InputStream in = PeopleNames.class.getResourceAsStream(RESOURCE)) {
            Map<String, Lists> languages = new HashMap<>();
            new TomlMapper()
                    .readTree(in)
                    .propertyStream()
                    .forEach(entry -> languages.put(entry.getKey(), lists(entry.getValue())));
            return new PeopleNames(languages);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + RESOURCE, e);
        }
    }

    private static Lists lists(JsonNode table) {
        return new Lists(
                table.path("family-first").booleanValue(),
                list(table.path("given")),
                latin(table, "given"),
                list(table.path("family")),
                latin(table, "family"));
    }

    private static List<String> latin(JsonNode table, String key) {
        return table.has(key + "-latin")
                ? list(table.path(key + "-latin"))
                : list(table.path(key)).stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .toList();
    }

    private static List<String> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::textValue)
                .toList();
    }

    private Lists english() {
        return Objects.requireNonNull(languages.get(OTHERWISE), "the names lack " + OTHERWISE);
    }

    Drawn draw(String language, RandomGenerator random) {
        Lists names = Optional.ofNullable(languages.get(language)).orElseGet(this::english);
        int g = random.nextInt(names.given.size());
        int f = random.nextInt(names.family.size());
        String given = names.given.get(g);
        String family = names.family.get(f);
        String displayName = names.familyFirst ? family + given : given + " " + family;
        return new Drawn(given, family, displayName, names.givenLatin.get(g), names.familyLatin.get(f));
    }
}
