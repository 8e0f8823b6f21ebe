package dev.rebound.server.design;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.server.Browser;
import dev.rebound.server.PagesWorld;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page with every component, and that what it says of colours holds. */
class DesignPagesTest {

    /** What is there for script, and what a constant completes. */
    private static final Set<String> WITHOUT_RULES = Set.of(
            "opens-panel", "copy", "control-", "gauge-", "alert-", "badge-", "sample-", "side-depth-", "timeline-");

    @TempDir
    private Path folder;

    @Test
    void whatStandsOnWhatCanBeToldApartInBothSchemes() {
        List<String> weak = DesignTokens.read().contrasts().stream()
                .filter(pair -> !pair.isEnough())
                .map(pair ->
                        pair.front().name() + " on " + pair.ground().name() + " " + pair.light() + " " + pair.dark())
                .toList();

        assertEquals(List.of(), weak);
    }

    @Test
    void contrastIsThatOfTheStandard() {
        Contrast most = new Contrast(
                new Colour("ink", "#000000", "#ffffff"), new Colour("paper", "#ffffff", "#767676"), Contrast.TEXT);

        assertEquals(21, most.light(), 0.001);
        assertEquals(4.54, most.dark(), 0.01);
    }

    @Test
    void everyTokenAndEveryIconIsShown() throws IOException {
        assertTrue(DesignTokens.read().colours().size() > 25);
        assertEquals(7, DesignTokens.read().measures("space").size());

        String template = Files.readString(Path.of("src/main/jte/ui/icon.jte"));
        assertEquals(found(template, "name.equals\\(\"([a-z]+)\"\\)"), DesignPages.ICONS);
    }

    @Test
    void everyClassThatATemplateNamesHasARule() throws IOException {
        StringBuilder styles = new StringBuilder();
        for (Path style : files("src/main/resources/assets", ".css")) {
            styles.append(Files.readString(style));
        }
        Set<String> known = new TreeSet<>(found(styles.toString(), "\\.([a-z][a-zA-Z0-9-]*)"));
        known.addAll(WITHOUT_RULES);
        Set<String> unknown = new TreeSet<>();
        for (Path template : files("src/main/jte", ".jte")) {
            for (String names : found(Files.readString(template), "class=\"((?:\\$\\{[^}]*}|[^\"$])*)\"")) {
                Set<String> named = new TreeSet<>(found(names, "\"([a-z]+(?:-[a-z]+)+)\""));
                named.addAll(
                        List.of(names.replaceAll("\\$\\{[^}]*}", "").strip().split("\\s+")));
                named.removeAll(known);
                named.forEach(name -> unknown.add(template.getFileName() + " " + name));
            }
        }
        unknown.removeIf(line -> line.endsWith(" "));
        assertEquals(Set.of(), unknown);
    }

    private static List<Path> files(String folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }

    private static List<String> found(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    @Test
    void whoHasSignedInSeesItInBothLanguages() {
        try (PagesWorld world = new PagesWorld(folder);
                Browser mara = world.mara()) {
            String english = mara.get("/design").body();
            assertTrue(english.contains("What the pages are made of") && english.contains("accent-ground"), english);
            assertTrue(english.contains("drawer-here") && english.contains("Pending"), english);

            HttpResponse<String> chinese = mara.speaking("zh-CN").get("/design");
            assertEquals(200, chinese.statusCode());
            assertTrue(chinese.body().contains("页面组件"), chinese.body());
            assertTrue(mara.get("/help").body().contains("href=\"/design\""));
        }
    }

    @Test
    void whoHasNotSignedInDoesNot() {
        try (PagesWorld world = new PagesWorld(folder);
                Browser nobody = new Browser(world.port())) {
            assertEquals(303, nobody.get("/design").statusCode());
        }
    }
}
