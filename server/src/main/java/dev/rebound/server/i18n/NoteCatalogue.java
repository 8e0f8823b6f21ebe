package dev.rebound.server.i18n;

import dev.rebound.classify.toml.TomlException;
import dev.rebound.classify.toml.TomlReader;
import dev.rebound.classify.toml.TomlValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the notes of built-in rules and codes say in Chinese: {@code rules/notes_zh_CN.toml}, packed beside
 * the rules.
 *
 * <p>Found by the English sentence, not by the rule's id. So a note that was changed has no translation
 * until somebody looks at it, instead of a wrong one; and a rule that an installation puts in the place of a
 * built-in one speaks for itself. The same sentence means the same wherever it stands. The notes of {@code
 * rules/languages} differ in the language's name alone and are written once.
 *
 * <p>Read when the first note is shown, which takes some milliseconds; rules are judged by without it.
 */
final class NoteCatalogue {

    private static final String RESOURCE = "/rules/notes_zh_CN.toml";
    /** Where the name of a language goes, on both sides. */
    private static final String LANGUAGE = "{language}";

    private static final Map<String, String> CHINESE = expanded(file());

    private NoteCatalogue() {}

    /**
     * The file as it is written.
     *
     * @param languages English name to Chinese name
     * @param notes English sentence to Chinese sentence, either with a place for a language or without
     */
    record Written(Map<String, String> languages, Map<String, String> notes) {}

    /** The Chinese for an English note; empty for one that does not come with Rebound. */
    static Optional<String> chinese(String english) {
        return Optional.ofNullable(CHINESE.get(english));
    }

    /** Reads the packed file. */
    static Written file() {
        try (InputStream in = NoteCatalogue.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing");
            }
            TomlValue.Table file = TomlReader.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            return new Written(texts(file, "languages"), texts(file, "notes"));
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", e);
        } catch (TomlException e) {
            throw new IllegalStateException(RESOURCE + " is broken", e);
        }
    }

    private static Map<String, String> texts(TomlValue.Table file, String table) {
        Map<String, String> texts = new HashMap<>();
        file.value(table)
                .filter(TomlValue.Table.class::isInstance)
                .map(TomlValue.Table.class::cast)
                .orElseThrow(() -> new IllegalStateException(RESOURCE + " has no table " + table))
                .entries()
                .forEach((english, entry) -> texts.put(english, text(entry.value())));
        return Map.copyOf(texts);
    }

    private static String text(TomlValue value) {
        if (value instanceof TomlValue.Text text) {
            return text.text();
        }
        throw new IllegalStateException(RESOURCE + ":" + value.place() + ": not a text");
    }

    private static Map<String, String> expanded(Written file) {
        Map<String, String> chinese = new HashMap<>();
        file.notes().forEach((english, translated) -> {
            if (english.contains(LANGUAGE)) {
                file.languages()
                        .forEach((language, name) ->
                                chinese.put(english.replace(LANGUAGE, language), translated.replace(LANGUAGE, name)));
            } else {
                chinese.put(english, translated);
            }
        });
        return Map.copyOf(chinese);
    }
}
