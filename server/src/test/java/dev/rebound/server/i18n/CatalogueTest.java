package dev.rebound.server.i18n;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    private static final Pattern PLACE = Pattern.compile("\\{([0-9]+)");
    /** A key that stands in a template as it is, not put together. */
    private static final Pattern USED = Pattern.compile("view\\.t\\(\"([^\"]+)\"[,)]");

    private static Set<String> places(String text) {
        Set<String> places = new TreeSet<>();
        Matcher matcher = PLACE.matcher(text);
        while (matcher.find()) {
            places.add(matcher.group(1));
        }
        return places;
    }

    private static Properties texts(String feature, Language language) throws IOException {
        Properties texts = new Properties();
        String resource = "/messages/" + feature + "_" + language.fileSuffix() + ".properties";
        try (InputStream stream = CatalogueTest.class.getResourceAsStream(resource)) {
            assertTrue(stream != null, resource);
            texts.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
        }
        return texts;
    }

    @Test
    void everyTextIsThereInEveryLanguage() {
        Set<String> english = Catalogue.of(Language.ENGLISH).phrases().keySet();

        for (Language language : Language.values()) {
            assertEquals(english, Catalogue.of(language).phrases().keySet(), language::name);
        }
    }

    @Test
    void translationsFillTheSamePlaces() throws IOException {
        for (String feature : Catalogue.FEATURES) {
            Properties english = texts(feature, Language.ENGLISH);
            for (Language language : Language.values()) {
                Properties other = texts(feature, language);
                for (String key : english.stringPropertyNames()) {
                    assertEquals(
                            places(english.getProperty(key)), places(other.getProperty(key)), language + " " + key);
                }
            }
        }
    }

    @Test
    void noTextIsEmpty() throws IOException {
        for (String feature : Catalogue.FEATURES) {
            for (Language language : Language.values()) {
                Properties texts = texts(feature, language);
                texts.stringPropertyNames()
                        .forEach(key -> assertTrue(!texts.getProperty(key).isBlank(), language + " " + key));
            }
        }
    }

    @Test
    void everyTextThatATemplateNamesExists() throws IOException {
        Path templates = Path.of(System.getProperty("rebound.root"), "server/src/main/jte");
        Set<String> known = Catalogue.of(Language.ENGLISH).phrases().keySet();
        int used = 0;
        try (Stream<Path> files = Files.walk(templates)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".jte")).toList()) {
                for (String key : keys(Files.readString(file))) {
                    assertTrue(known.contains(key), file.getFileName() + " names " + key);
                    used++;
                }
            }
        }
        assertTrue(used > 100, "keys found in templates: " + used);
    }

    private static List<String> keys(String template) {
        return USED.matcher(template).results().map(found -> found.group(1)).toList();
    }
}
