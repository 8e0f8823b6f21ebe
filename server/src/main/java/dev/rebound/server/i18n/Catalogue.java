package dev.rebound.server.i18n;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * All texts of a language, from one file a feature: {@code messages/emails_en.properties} and
 * {@code messages/emails_zh_CN.properties}, in UTF-8. A key stands in one file only.
 */
final class Catalogue {

    /** The features that have texts; a new one is added here. */
    static final List<String> FEATURES = List.of(
            "common",
            "words",
            "help",
            "design",
            "signin",
            "unsubscribe",
            "start",
            "emails",
            "submitted",
            "webhooks",
            "sources",
            "domains",
            "inboxes",
            "onetoone",
            "sequences",
            "guard",
            "performance",
            "recipients",
            "contacts",
            "suppressions",
            "bulk",
            "policy",
            "rules",
            "operator",
            "people",
            "nodes",
            "intake");

    private static final Map<Language, Catalogue> BY_LANGUAGE = load();

    private final Map<String, Phrase> phrases = new TreeMap<>();

    private Catalogue() {}

    static Catalogue of(Language language) {
        Catalogue catalogue = BY_LANGUAGE.get(language);
        if (catalogue == null) {
            throw new IllegalStateException("every language has a catalogue");
        }
        return catalogue;
    }

    /** All of it, by key. */
    Map<String, Phrase> phrases() {
        return Map.copyOf(phrases);
    }

    /** The text of a key; a missing one is a mistake in the code. */
    Phrase phrase(String key) {
        Phrase phrase = phrases.get(key);
        if (phrase == null) {
            throw new IllegalArgumentException("no text for the key " + key);
        }
        return phrase;
    }

    boolean has(String key) {
        return phrases.containsKey(key);
    }

    private static Map<Language, Catalogue> load() {
        Map<Language, Catalogue> catalogues = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            Catalogue catalogue = new Catalogue();
            for (String feature : FEATURES) {
                catalogue.add("/messages/" + feature + "_" + language.fileSuffix() + ".properties");
            }
            catalogues.put(language, catalogue);
        }
        return catalogues;
    }

    private void add(String resource) {
        Properties properties = new Properties();
        try (InputStream stream = Catalogue.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("the message catalogue " + resource + " is missing");
            }
            Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8);
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("the message catalogue " + resource + " cannot be read", e);
        }
        for (String key : properties.stringPropertyNames()) {
            if (phrases.put(key, Phrase.parse(properties.getProperty(key, ""))) != null) {
                throw new IllegalStateException("the key " + key + " stands in " + resource + " and elsewhere");
            }
        }
    }
}
