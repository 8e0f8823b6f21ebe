package dev.rebound.classify.toml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A value and the place at which it begins. Immutable. */
public sealed interface TomlValue {

    /** Where it begins. */
    Place place();

    /**
     * Text, however it was quoted.
     *
     * @param text what it says, escapes resolved
     * @param place where its first quote stands
     */
    record Text(String text, Place place) implements TomlValue {}

    /**
     * A whole number.
     *
     * @param number its value
     * @param place where its first digit or sign stands
     */
    record Whole(long number, Place place) implements TomlValue {}

    /**
     * {@code true} or {@code false}.
     *
     * @param isTrue which of them
     * @param place where it stands
     */
    record Truth(boolean isTrue, Place place) implements TomlValue {}

    /**
     * Values in square brackets, or the tables of one {@code [[name]]}.
     *
     * @param items in the order of the file
     * @param place where the bracket stands, or the first table's head
     */
    record Items(List<TomlValue> items, Place place) implements TomlValue {

        public Items {
            items = List.copyOf(items);
        }
    }

    /**
     * Keys and their values.
     *
     * @param entries in the order of the file
     * @param place where its head or brace stands
     */
    record Table(Map<String, Entry> entries, Place place) implements TomlValue {

        public Table {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        /** The value of a key. */
        public Optional<TomlValue> value(String key) {
            return Optional.ofNullable(entries.get(key)).map(Entry::value);
        }
    }

    /**
     * A key with its value.
     *
     * @param keyPlace where the key stands
     * @param value its value
     */
    record Entry(Place keyPlace, TomlValue value) {}
}
