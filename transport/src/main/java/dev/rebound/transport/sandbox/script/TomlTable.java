package dev.rebound.transport.sandbox.script;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * One table of a TOML file, read key by key. A value of the wrong kind is a problem and reads as absent; a key
 * that nobody asked for is a problem too.
 */
final class TomlTable {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,6})([smhd])");

    private final JsonNode node;
    private final String path;
    private final Problems problems;
    private final Set<String> known = new LinkedHashSet<>();

    TomlTable(JsonNode node, String path, Problems problems) {
        this.node = node;
        this.path = path;
        this.problems = problems;
    }

    String pathOf(String key) {
        String quoted = key.matches("[A-Za-z0-9_-]+") ? key : '"' + key + '"';
        return path.isEmpty() ? quoted : path + "." + quoted;
    }

    void problem(String key, String message) {
        problems.add(key.isEmpty() ? path : pathOf(key), message);
    }

    void unknown(String key, String what, String word, Collection<String> words) {
        problems.addUnknown(pathOf(key), what, word, words);
    }

    boolean has(String key) {
        return node.has(key);
    }

    private Optional<JsonNode> value(String key, String kind, Predicate<JsonNode> fits) {
        known.add(key);
        JsonNode value = node.get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (!fits.test(value)) {
            problem(key, "must be " + kind);
            return Optional.empty();
        }
        return Optional.of(value);
    }

    Optional<String> text(String key) {
        return value(key, "text in quotes", JsonNode::isTextual).map(JsonNode::textValue);
    }

    boolean flag(String key) {
        return value(key, "true or false", JsonNode::isBoolean)
                .map(JsonNode::booleanValue)
                .orElse(false);
    }

    int number(String key, int otherwise, int max) {
        return value(key, "a whole number from 0 to " + max, v -> v.isInt() && v.intValue() >= 0 && v.intValue() <= max)
                .map(JsonNode::intValue)
                .orElse(otherwise);
    }

    /** A text, or a list of texts; empty if the key is absent. */
    List<String> texts(String key) {
        return value(key, "text in quotes or a list of such texts", TomlTable::isTexts)
                .map(v -> v.isTextual()
                        ? List.of(v.textValue())
                        : StreamSupport.stream(v.spliterator(), false)
                                .map(JsonNode::textValue)
                                .toList())
                .orElse(List.of());
    }

    private static boolean isTexts(JsonNode value) {
        return value.isTextual()
                || (value.isArray()
                        && !value.isEmpty()
                        && StreamSupport.stream(value.spliterator(), false).allMatch(JsonNode::isTextual));
    }

    /** A time such as {@code 90s}, {@code 5m}, {@code 80h} or {@code 3d}. */
    Optional<Duration> duration(String key) {
        Optional<String> text = text(key);
        Optional<Duration> read = text.flatMap(TomlTable::durationOf);
        if (text.isPresent() && read.isEmpty()) {
            problem(key, "must be a time such as \"90s\", \"5m\", \"80h\" or \"3d\", was \"" + text.get() + "\"");
        }
        return read;
    }

    private static Optional<Duration> durationOf(String text) {
        Matcher match = DURATION.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        long amount = Long.parseLong(match.group(1));
        return switch (match.group(2)) {
            case "s" -> Optional.of(Duration.ofSeconds(amount));
            case "m" -> Optional.of(Duration.ofMinutes(amount));
            case "h" -> Optional.of(Duration.ofHours(amount));
            default -> Optional.of(Duration.ofDays(amount));
        };
    }

    /** One of the known words; anything else is a problem with a suggestion. */
    Optional<String> word(String key, String what, Collection<String> words) {
        return text(key).filter(word -> {
            if (!words.contains(word)) {
                unknown(key, what, word, words);
            }
            return words.contains(word);
        });
    }

    Optional<TomlTable> table(String key) {
        return value(key, "a table", JsonNode::isObject).map(v -> new TomlTable(v, pathOf(key), problems));
    }

    /** The tables of a table, by name, in the file's order. */
    Map<String, TomlTable> tables() {
        Map<String, TomlTable> tables = new LinkedHashMap<>();
        keys().forEach(key -> table(key).ifPresent(table -> tables.put(key, table)));
        return tables;
    }

    List<String> keys() {
        return node.propertyStream().map(Map.Entry::getKey).toList();
    }

    /** To be called when everything was asked for. */
    void refuseOtherKeys() {
        keys().stream()
                .filter(key -> !known.contains(key))
                .forEach(key -> problems.addUnknown(pathOf(key), "key", key, known));
    }
}
