package dev.rebound.transport.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.StreamSupport;

/** The names people have, by language. */
final class PeopleNames {

    private static final String RESOURCE = "/sandbox/people.toml";

    /** Where a language has no names of its own. */
    private static final String OTHERWISE = "en";

    private final JsonNode languages;

    private PeopleNames(JsonNode languages) {
        this.languages = languages;
    }

    /**
     * A name, and its parts as an address has them.
     *
     * @param displayName both names in the order of the language
     */
    record Drawn(String given, String family, String displayName, String latinGiven, String latinFamily) {}

    static PeopleNames standard() {
        try (InputStream in = PeopleNames.class.getResourceAsStream(RESOURCE)) {
            return new PeopleNames(new TomlMapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + RESOURCE, e);
        }
    }

    Drawn draw(String language, RandomGenerator random) {
        JsonNode names = languages.has(language) ? languages.get(language) : languages.get(OTHERWISE);
        List<String> given = list(names, "given");
        List<String> family = list(names, "family");
        int g = random.nextInt(given.size());
        int f = random.nextInt(family.size());
        String displayName = names.path("family-first").booleanValue()
                ? family.get(f) + given.get(g)
                : given.get(g) + " " + family.get(f);
        return new Drawn(
                given.get(g),
                family.get(f),
                displayName,
                latin(names, "given", given, g),
                latin(names, "family", family, f));
    }

    private static String latin(JsonNode names, String key, List<String> written, int index) {
        return names.has(key + "-latin")
                ? list(names, key + "-latin").get(index)
                : written.get(index).toLowerCase(Locale.ROOT);
    }

    private static List<String> list(JsonNode names, String key) {
        return StreamSupport.stream(names.path(key).spliterator(), false)
                .map(JsonNode::textValue)
                .toList();
    }
}
