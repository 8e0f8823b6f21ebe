package dev.rebound.server.config;

import java.util.Locale;
import java.util.function.Function;

/**
 * One setting. Its value is always written as text, in the file and in the environment alike, so that
 * both ways allow exactly the same.
 *
 * @param key as in the file, with its table: {@code http.port}
 * @param kind what may be written, in words, bounds included
 * @param fallback the text that holds if nothing is set; empty for "not set"
 * @param description one sentence for the reference
 * @param reader turns the text into the value, or throws {@link IllegalArgumentException} saying what is
 *     expected
 */
record Setting<T>(String key, String kind, String fallback, String description, Function<String, T> reader) {

    /** What names of environment variables begin with. */
    static final String VARIABLE_PREFIX = "REBOUND_";

    /** The environment variable that overrides the file: {@code REBOUND_HTTP_PORT}. */
    String variable() {
        return VARIABLE_PREFIX + key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** The table of the file it stands in; empty at the top. */
    String table() {
        int dot = key.lastIndexOf('.');
        return dot < 0 ? "" : key.substring(0, dot);
    }

    /** The key within its table. */
    String name() {
        return key.substring(key.lastIndexOf('.') + 1);
    }
}
