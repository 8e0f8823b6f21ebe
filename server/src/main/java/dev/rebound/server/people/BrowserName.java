package dev.rebound.server.people;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What people call a browser, from the {@code User-Agent} it sends (RFC 9110, section 10.1.5). Browsers name themselves after
 * their forerunners as well, so the order in which names are looked for decides. A name nobody knows stays as it was sent.
 */
public final class BrowserName {

    private static final int TEXT_MAX = 60;

    /** Names and their version, the newer before those they pretend to be. */
    private static final List<Map.Entry<String, Pattern>> BROWSERS = List.of(
            browser("Edge", "Edg(?:e|A|iOS)?"),
            browser("Opera", "OPR"),
            browser("Samsung Internet", "SamsungBrowser"),
            browser("Firefox", "(?:Firefox|FxiOS)"),
            browser("Chrome", "(?:HeadlessChrome|Chrome|CriOS)"),
            browser("Safari", "Version/\\d+[\\d.]* (?:Mobile/\\S+ )?Safari", "Version"),
            browser("curl", "curl"));

    /** Systems; Android and iOS call themselves Linux and Mac as well. */
    private static final List<Map.Entry<String, Pattern>> SYSTEMS = List.of(
            Map.entry("Android", Pattern.compile("Android")),
            Map.entry("iOS", Pattern.compile("iPhone|iPad|iPod")),
            Map.entry("Windows", Pattern.compile("Windows")),
            Map.entry("macOS", Pattern.compile("Macintosh|Mac OS X")),
            Map.entry("ChromeOS", Pattern.compile("CrOS")),
            Map.entry("Linux", Pattern.compile("Linux|X11")));

    private BrowserName() {}

    private static Map.Entry<String, Pattern> browser(String name, String token) {
        return Map.entry(name, Pattern.compile("\\b" + token + "/(\\d{1,4})"));
    }

    private static Map.Entry<String, Pattern> browser(String name, String form, String token) {
        return Map.entry(name, Pattern.compile("\\b(?=" + form + ")" + token + "/(\\d{1,4})"));
    }

    /** Such as {@code Firefox 140 · Windows}; the text itself, cut short, if it is of no browser that is known. */
    public static String of(String agent) {
        Optional<String> browser = BROWSERS.stream()
                .flatMap(entry -> {
                    Matcher found = entry.getValue().matcher(agent);
                    return found.find()
                            ? Optional.of(entry.getKey() + " " + found.group(1)).stream()
                            : Optional.<String>empty().stream();
                })
                .findFirst();
        String system = SYSTEMS.stream()
                .filter(entry -> entry.getValue().matcher(agent).find())
                .map(entry -> " · " + entry.getKey())
                .findFirst()
                .orElse("");
        return browser.map(name -> name + system)
                .orElseGet(() -> agent.length() > TEXT_MAX ? agent.substring(0, TEXT_MAX) + "…" : agent);
    }
}
