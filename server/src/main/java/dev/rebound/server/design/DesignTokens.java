package dev.rebound.server.design;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code assets/tokens.css} says, read from that very file, so the page cannot show what is no longer so.
 *
 * @param colours in their order there
 * @param measures spaces, sizes, radii and shadows by name
 */
public record DesignTokens(List<Colour> colours, Map<String, String> measures) {

    private static final String FILE = "/assets/tokens.css";
    private static final Pattern COLOUR =
            Pattern.compile("--([a-z-]+): light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\);");
    private static final Pattern MEASURE = Pattern.compile("--((?:text|space|radius|shadow)[a-z0-9-]*): ([^;]+);");

    /** The text colours of badges and notices; each has a ground of its own. */
    private static final List<String> TONES = List.of("good", "bad", "soft", "wait", "everywhere", "idle");

    public DesignTokens {
        colours = List.copyOf(colours);
    }

    /** Reads the file. */
    static DesignTokens read() {
        String text = text();
        List<Colour> colours = new ArrayList<>();
        Matcher colour = COLOUR.matcher(text);
        while (colour.find()) {
            colours.add(new Colour(colour.group(1), colour.group(2), colour.group(3)));
        }
        Map<String, String> measures = new LinkedHashMap<>();
        Matcher measure = MEASURE.matcher(text);
        while (measure.find()) {
            measures.put(measure.group(1), measure.group(2));
        }
        return new DesignTokens(colours, measures);
    }

    private static String text() {
        try (InputStream stream = DesignTokens.class.getResourceAsStream(FILE)) {
            if (stream == null) {
                throw new IllegalStateException(FILE + " is missing");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " cannot be read", e);
        }
    }

    /** A colour that there is. */
    Colour colour(String name) {
        return colours.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no colour is called " + name));
    }

    /** The measures whose names begin so, in their order. */
    public List<Map.Entry<String, String>> measures(String prefix) {
        return measures.entrySet().stream()
                .filter(each -> each.getKey().equals(prefix) || each.getKey().startsWith(prefix + "-"))
                .toList();
    }

    /** What pages put on each other. */
    public List<Contrast> contrasts() {
        List<Contrast> contrasts = new ArrayList<>();
        for (String front : List.of("ink", "ink-soft", "ink-faint", "accent")) {
            for (String ground : List.of("ground", "surface", "sunken", "raised")) {
                contrasts.add(text(front, ground));
            }
        }
        contrasts.add(text("ink", "accent-ground"));
        contrasts.add(text("ink", "mark-ground"));
        contrasts.add(text("on-accent", "accent"));
        contrasts.add(text("on-accent", "accent-strong"));
        TONES.forEach(tone -> contrasts.add(text(tone, tone + "-ground")));
        TONES.forEach(tone -> contrasts.add(text("ink", tone + "-ground")));
        contrasts.add(new Contrast(colour("line-strong"), colour("surface"), Contrast.OUTLINE));
        contrasts.add(new Contrast(colour("accent"), colour("surface"), Contrast.OUTLINE));
        return List.copyOf(contrasts);
    }

    private Contrast text(String front, String ground) {
        return new Contrast(colour(front), colour(ground), Contrast.TEXT);
    }
}
