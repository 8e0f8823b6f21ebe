package dev.rebound.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rebound.server.MainTasks.Step;
import dev.rebound.server.MainTasks.Task;
import dev.rebound.server.i18n.Language;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WebDriverException;

/**
 * What people come to the pages for, done in a real browser in both languages, by the words that stand on the pages
 * ({@code main-tasks.txt}).
 */
@Tag("browser")
class MainTasksIT {

    @TempDir
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // made before the first test
    private static TaskWorld world;

    @SuppressWarnings("NullAway.Init")
    private static Chromium browser;

    @BeforeAll
    static void open() throws InterruptedException {
        Assumptions.assumeTrue(Chromium.isInstalled(), "needs the Debian packages chromium and chromium-driver");
        world = new TaskWorld(folder.resolve("world"));
        browser = new Chromium(folder.resolve("profile"), world.port());
        browser.driver().manage().timeouts().scriptTimeout(Duration.ofSeconds(20));
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
        if (world != null) {
            world.close();
        }
    }

    /** All of a section; what went wrong, a task a line. */
    private static String does(String section, Language language) {
        browser.driver().manage().deleteAllCookies();
        browser.open("/sign-in", language.tag());
        PageActor actor = new PageActor(browser, folder);
        Map<String, String> holes = world.holes();
        List<String> wrong = new ArrayList<>();
        for (Task task : MainTasks.read(section, language, holes)) {
            for (Step step : task.steps()) {
                try {
                    actor.take(step);
                } catch (IllegalStateException | WebDriverException e) {
                    wrong.add(task.name() + ", " + step + ": "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
                    break;
                }
            }
        }
        // A form that was filled in wrongly is answered 422, which the browser says, too.
        browser.complaints().stream()
                .filter(complaint -> !complaint.contains(" 422 "))
                .forEach(wrong::add);
        return String.join("\n", wrong);
    }

    @Test
    void peopleOfAnAccountCanDoWhatTheyComeFor() {
        assertEquals("", does("account", Language.ENGLISH));
    }

    @Test
    void andInChinese() {
        assertEquals("", does("account", Language.CHINESE));
    }

    @Test
    void operatorsCanDoWhatTheyComeFor() {
        assertEquals("", does("operator", Language.ENGLISH));
    }

    @Test
    void operatorsCanInChinese() {
        assertEquals("", does("operator", Language.CHINESE));
    }
}
