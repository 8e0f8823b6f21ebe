package dev.rebound.classify.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.rebound.classify.match.Phrase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One table of a rule file while it is read. Every question names a key; a value that does not fit
 * becomes a problem with its place, and reading goes on, so that an author sees all at once.
 */
final class Fields {

    private final JsonNode table;
    private final Place place;
    private final List<RuleProblem> problems;
    private final Set<String> asked = new HashSet<>();

    Fields(JsonNode table, Place place, List<RuleProblem> problems) {
        this.table = table;
        this.place = place;
        this.problems = problems;
    }

    /**
     * @param file name of the file
     * @param line where the table starts
     * @param rule id of the rule, or empty
     */
    record Place(String file, int line, String rule) {}

    void problem(String message) {
        problems.add(new RuleProblem(place.file(), place.line(), place.rule(), message));
    }

    Optional<String> text(String key) {
        asked.add(key);
        JsonNode value = table.get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isTextual() || value.asText().isBlank()) {
            problem("'" + key + "' must be text that is not empty");
            return Optional.empty();
        }
        return Optional.of(value.asText());
    }

    String required(String key) {
        Optional<String> text = text(key);
        if (text.isEmpty() && !table.has(key)) {
            problem("'" + key + "' is missing");
        }
        return text.orElse("");
    }

    int number(String key, int absent) {
        asked.add(key);
        JsonNode value = table.get(key);
        if (value == null) {
            return absent;
        }
        if (!value.isInt() || value.asInt() < 1) {
            problem("'" + key + "' must be a whole number from 1");
            return absent;
        }
        return value.asInt();
    }

    List<String> texts(String key) {
        asked.add(key);
        JsonNode value = table.get(key);
        return value == null ? List.of() : strings(value, key);
    }

    private List<String> strings(JsonNode value, String key) {
        List<String> texts = new ArrayList<>();
        if (!value.isArray()) {
            problem("'" + key + "' must be a list of texts");
            return texts;
        }
        for (JsonNode item : value) {
            if (item.isTextual() && !item.asText().isBlank()) {
                texts.add(item.asText());
            } else {
                problem("'" + key + "' must hold texts that are not empty");
            }
        }
        return texts;
    }

    /** A list of lists: {@code [["mailbox", "account"], ["full"]]}. */
    List<List<String>> groups(String key) {
        asked.add(key);
        List<List<String>> groups = new ArrayList<>();
        JsonNode value = table.get(key);
        if (value == null) {
            return groups;
        }
        for (JsonNode item : value) {
            groups.add(item.isTextual() ? List.of(item.asText()) : strings(item, key));
        }
        if (groups.isEmpty() || groups.stream().anyMatch(List::isEmpty)) {
            problem("'" + key + "' must be a list of texts or of lists of texts, none empty");
        }
        return groups;
    }

    <E extends Enum<E>> Optional<E> choice(String key, Class<E> type) {
        return text(key).flatMap(name -> constant(key, name, type));
    }

    <E extends Enum<E>> List<E> choices(String key, Class<E> type) {
        return texts(key).stream()
                .flatMap(name -> constant(key, name, type).stream())
                .toList();
    }

    private <E extends Enum<E>> Optional<E> constant(String key, String name, Class<E> type) {
        String wanted = name.toUpperCase(Locale.ROOT).replace('-', '_');
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(wanted)) {
                return Optional.of(constant);
            }
        }
        problem("'" + key + "' must be one of " + Arrays.toString(type.getEnumConstants()) + ", was: " + name);
        return Optional.empty();
    }

    /** Each text turned into something; one that cannot be becomes a problem. */
    <T> List<T> parsed(String key, List<String> texts, Function<String, T> parser) {
        List<T> parsed = new ArrayList<>();
        for (String text : texts) {
            try {
                parsed.add(parser.apply(text));
            } catch (IllegalArgumentException e) {
                problem("'" + key + "': " + e.getMessage());
            }
        }
        return parsed;
    }

    List<Phrase> phrases(String key) {
        return parsed(key, texts(key), Phrase::parse);
    }

    /** The table under a key; one without keys if there is none. */
    Fields table(String key) {
        asked.add(key);
        JsonNode value = table.get(key);
        return new Fields(value == null ? JsonNodeFactory.instance.objectNode() : value, place, problems);
    }

    /** Reports every key that nobody asked for. */
    void refuseUnknownKeys() {
        table.fieldNames().forEachRemaining(key -> {
            if (!asked.contains(key)) {
                problem("unknown key '" + key + "'; known here: "
                        + String.join(", ", asked.stream().sorted().toList()));
            }
        });
    }
}
