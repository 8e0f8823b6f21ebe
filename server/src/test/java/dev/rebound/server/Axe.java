package dev.rebound.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * What axe-core has to say about the page that a browser shows, by the rules of WCAG 2.2 AA and its own best practices; and
 * whether the page fits the width of its window. For one thread.
 */
final class Axe {

    private static final String RUN = """
            const done = arguments[arguments.length - 1];
            axe.run(document, {
              resultTypes: ['violations'],
              runOnly: arguments[0]
            }).then(
              found => done(found.violations.flatMap(rule =>
                rule.nodes.map(node => rule.id + ': ' + node.target.join(' ') + ' ' + node.failureSummary
                  .replace(/\\s+/g, ' ').slice(0, 300)))),
              problem => done(['axe could not run: ' + problem]));
            """;

    private static final Map<String, Object> ALL = Map.of(
            "type", "tag", "values", List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"));

    private static final Map<String, Object> SEEN = Map.of(
            "type",
            "rule",
            "values",
            List.of(
                    "color-contrast",
                    "target-size",
                    "link-in-text-block",
                    "html-has-lang",
                    "html-lang-valid",
                    "document-title",
                    "label",
                    "button-name",
                    "link-name",
                    "image-alt",
                    "empty-heading",
                    "empty-table-header"));

    private static final Map<String, Object> COLOURS = Map.of("type", "rule", "values", List.of("color-contrast"));

    private static final int HEIGHT = 900;

    private final ChromeDriver driver;

    /** Gives every page that the browser opens from now on the script. */
    Axe(ChromeDriver driver) {
        this.driver = driver;
        driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script()));
    }

    private static String script() {
        try (InputStream script = Objects.requireNonNull(Axe.class.getResourceAsStream("/axe.min.js"))) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("axe-core cannot be read", e);
        }
    }

    /** A scheme of colours: {@code light} or {@code dark}. Without motion, so that it is there at once. */
    void scheme(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", scheme),
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    }

    /** How wide the window is, in CSS pixels. */
    void width(int pixels) {
        width(pixels, HEIGHT);
    }

    /** How wide and high the window is. */
    void width(int pixels, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", pixels, "height", height, "deviceScaleFactor", 1, "mobile", pixels < 600));
    }

    /** How high the page is, in CSS pixels. */
    int height() {
        Object answer = driver.executeScript("return document.documentElement.scrollHeight");
        return answer instanceof Number number ? number.intValue() : 0;
    }

    /** Everything it finds wrong. */
    List<String> findings() {
        return run(ALL);
    }

    /** What depends on colours, places and words: contrast, how far apart there is something to tap, and that everything has a name. */
    List<String> seen() {
        return run(SEEN);
    }

    /** What depends on colours only. */
    List<String> colours() {
        return run(COLOURS);
    }

    /** When the page first showed something, in milliseconds after it was asked for. */
    long firstPaint() {
        Object answer = driver.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                new PerformanceObserver(seen => {
                  const first = seen.getEntries().find(each => each.name === 'first-contentful-paint');
                  if (first) { done(Math.round(first.startTime)); }
                }).observe({type: 'paint', buffered: true});
                """);
        return answer instanceof Number number ? number.longValue() : 0;
    }

    /** What is wider than the window, so that one has to scroll sideways to read a line. */
    List<String> tooWide() {
        return texts(driver.executeScript("""
                const width = document.documentElement.clientWidth;
                if (document.documentElement.scrollWidth <= width) { return []; }
                const scrolls = each => {
                  for (let box = each.parentElement; box; box = box.parentElement) {
                    if (getComputedStyle(box).overflowX !== 'visible') { return true; }
                  }
                  return false;
                };
                return [...document.querySelectorAll('body *')]
                  .filter(each => each.getBoundingClientRect().right > width + 1 && !scrolls(each))
                  .slice(0, 3).map(each => 'wider than the window: ' + each.outerHTML.slice(0, 150));
                """));
    }

    private List<String> run(Map<String, Object> rules) {
        return texts(driver.executeAsyncScript(RUN, rules));
    }

    private static List<String> texts(@Nullable Object answer) {
        List<String> texts = new ArrayList<>();
        if (answer instanceof List<?> list) {
            list.forEach(text -> texts.add(String.valueOf(text)));
        }
        return texts;
    }
}
