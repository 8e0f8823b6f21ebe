package dev.rebound.classify.rule;

import dev.rebound.classify.match.Phrase;
import dev.rebound.classify.toml.Place;
import dev.rebound.classify.toml.TomlValue;
import dev.rebound.core.spelling.Suggestion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One table of a rule file while it is read. Every question names a key; a value that does not fit
 * becomes a problem with its place, and reading goes on, so that an author sees all at once.
 */
final class Fields {

    private final TomlValue.Table table;
    private final String rule;
    private final Problems problems;
    private final Set<String> asked = new HashSet<>();

    /**
     * @param rule id of the rule that problems are reported for, or empty
     */
    Fields(TomlValue.Table table, String rule, Problems problems) {
        this.table = table;
        this.rule = rule;
        this.problems = problems;
    }

    /** Where the table begins. */
    Place place() {
        return table.place();
    }

    /** Something is wrong with the table as a whole. */
    void problem(String message) {
        problems.add(table.place(), rule, message);
    }

    void problem(Place place, String message) {
        problems.add(place, rule, message);
    }

    private Optional<TomlValue> value(String key) {
        asked.add(key);
        return table.value(key);
    }

    boolean has(String key) {
        return value(key).isPresent();
    }

    /** The place of a key's value, or of the table if the key is absent. */
    Place placeOf(String key) {
        return table.value(key).map(TomlValue::place).orElse(table.place());
    }

    Optional<String> text(String key) {
        Optional<TomlValue> value = value(key);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.get() instanceof TomlValue.Text text && !text.text().isBlank()) {
            return Optional.of(text.text());
        }
        problem(value.get().place(), "'" + key + "' must be text that is not empty");
        return Optional.empty();
    }

    String required(String key) {
        Optional<String> text = text(key);
        if (text.isEmpty() && !has(key)) {
            problem("'" + key + "' is missing");
        }
        return text.orElse("");
    }

    int number(String key, int absent) {
        Optional<TomlValue> value = value(key);
        if (value.isEmpty()) {
            return absent;
        }
        if (value.get() instanceof TomlValue.Whole whole && whole.number() >= 1 && whole.number() <= 1_000_000) {
            return (int) whole.number();
        }
        problem(value.get().place(), "'" + key + "' must be a whole number from 1 to 1000000");
        return absent;
    }

    boolean flag(String key) {
        Optional<TomlValue> value = value(key);
        if (value.isPresent() && !(value.get() instanceof TomlValue.Truth)) {
            problem(value.get().place(), "'" + key + "' must be true or false, without quotes");
        }
        return value.isPresent() && value.get() instanceof TomlValue.Truth truth && truth.isTrue();
    }

    /** The texts of a list; none if the key is absent. */
    List<TomlValue.Text> texts(String key) {
        return value(key).map(value -> strings(value, key)).orElse(List.of());
    }

    private List<TomlValue.Text> strings(TomlValue value, String key) {
        List<TomlValue.Text> texts = new ArrayList<>();
        if (!(value instanceof TomlValue.Items items)) {
            problem(value.place(), "'" + key + "' must be a list of texts: [\"...\", \"...\"]");
            return texts;
        }
        for (TomlValue item : items.items()) {
            if (item instanceof TomlValue.Text text && !text.text().isBlank()) {
                texts.add(text);
            } else {
                problem(item.place(), "'" + key + "' must hold texts that are not empty");
            }
        }
        return texts;
    }

    /** A list of lists: {@code [["mailbox", "account"], ["full"]]}; a text alone is a list of one. */
    List<List<TomlValue.Text>> groups(String key) {
        List<List<TomlValue.Text>> groups = new ArrayList<>();
        Optional<TomlValue> value = value(key);
        if (value.isEmpty()) {
            return groups;
        }
        if (value.get() instanceof TomlValue.Items items) {
            for (TomlValue item : items.items()) {
                groups.add(item instanceof TomlValue.Text text ? List.of(text) : strings(item, key));
            }
        }
        if (groups.isEmpty() || groups.stream().anyMatch(List::isEmpty)) {
            problem(value.get().place(), "'" + key + "' must be a list of texts or of lists of texts, none empty");
        }
        return groups;
    }

    <E extends Enum<E>> Optional<E> choice(String key, Class<E> type) {
        return text(key).flatMap(name -> constant(placeOf(key), key, name, type));
    }

    <E extends Enum<E>> List<E> choices(String key, Class<E> type) {
        return texts(key).stream()
                .flatMap(name -> constant(name.place(), key, name.text(), type).stream())
                .toList();
    }

    private <E extends Enum<E>> Optional<E> constant(Place place, String key, String name, Class<E> type) {
        String wanted = name.toUpperCase(Locale.ROOT).replace('-', '_');
        List<String> known = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(wanted)) {
                return Optional.of(constant);
            }
            known.add(constant.name());
        }
        problem(
                place,
                "'" + key + "' must be one of " + String.join(", ", known) + ", was: " + Problems.shown(name)
                        + Suggestion.among(known, wanted));
        return Optional.empty();
    }

    /** Each text turned into something; one that cannot be becomes a problem at its own place. */
    <T> List<T> parsed(String key, List<TomlValue.Text> texts, Function<String, T> parser) {
        List<T> parsed = new ArrayList<>(texts.size());
        for (TomlValue.Text text : texts) {
            try {
                parsed.add(parser.apply(text.text()));
            } catch (IllegalArgumentException e) {
                problem(text.place(), "'" + key + "': " + e.getMessage());
            }
        }
        return parsed;
    }

    <T> List<T> parsed(String key, Function<String, T> parser) {
        return parsed(key, texts(key), parser);
    }

    List<Phrase> phrases(String key) {
        return phrases(key, texts(key));
    }

    /** The phrases of a list, as far as the budget for all files goes. */
    List<Phrase> phrases(String key, List<TomlValue.Text> texts) {
        List<Phrase> phrases = new ArrayList<>(texts.size());
        for (TomlValue.Text text : texts) {
            if (problems.isSpent()) {
                break;
            }
            try {
                Phrase phrase = Phrase.parse(text.text());
                if (problems.afford(text.place(), phrase)) {
                    phrases.add(phrase);
                }
            } catch (IllegalArgumentException e) {
                problem(text.place(), "'" + key + "': " + e.getMessage());
            }
        }
        return phrases;
    }

    /** The table under a key; one without keys if there is none. */
    Fields table(String key) {
        Optional<TomlValue> value = value(key);
        if (value.isPresent() && value.get() instanceof TomlValue.Table inner) {
            return new Fields(inner, rule, problems);
        }
        value.ifPresent(other -> problem(other.place(), "'" + key + "' must be a table: [" + key + "]"));
        return new Fields(new TomlValue.Table(Map.of(), table.place()), rule, problems);
    }

    /** The tables written {@code [[key]]}, in the order of the file. */
    Stream<TomlValue.Table> tables(String key) {
        Optional<TomlValue> value = value(key);
        if (value.isEmpty()) {
            return Stream.empty();
        }
        if (value.get() instanceof TomlValue.Items items
                && items.items().stream().allMatch(TomlValue.Table.class::isInstance)) {
            return items.items().stream().map(TomlValue.Table.class::cast);
        }
        problem(value.get().place(), "'" + key + "' must be written as tables: [[" + key + "]]");
        return Stream.empty();
    }

    /** Reports every key that nobody asked for. */
    void refuseUnknownKeys() {
        List<String> known = asked.stream().sorted().toList();
        table.entries().forEach((key, entry) -> {
            if (!asked.contains(key)) {
                problem(
                        entry.keyPlace(),
                        "unknown key '" + Problems.shown(key) + "'" + Suggestion.among(known, key) + "; known here: "
                                + String.join(", ", known));
            }
        });
    }
}
