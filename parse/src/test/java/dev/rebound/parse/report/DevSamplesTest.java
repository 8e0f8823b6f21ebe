package dev.rebound.parse.report;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A ratchet over the labelled development samples, which lie beside a developer's checkout. */
class DevSamplesTest {

    /** Raise these when reading gets better; never lower them. */
    private static final double KIND_MIN = 0.994;

    private static final double RECIPIENT_RECALL_MIN = 0.997;

    private static final Pattern FILE = Pattern.compile("\"file\": \"([^\"]*)\"");
    private static final Pattern KIND = Pattern.compile("\"kind\": \"([A-Z_]*)\"");
    private static final Pattern KIND_ALT = Pattern.compile("\"kindAlt\": \\[([^\\]]*)\\]");
    private static final Pattern STRING = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern RECIPIENT =
            Pattern.compile("\\{\"address\": \"((?:[^\"\\\\]|\\\\.)*)\"(?:, \"addressAlt\": \\[([^\\]]*)\\])?");

    private static List<Scored> scored = List.of();

    /** One sample: whether its kind is right, how many recipients it names and how many of them were found. */
    private record Scored(boolean kindRight, int recipients, int found) {}

    @BeforeAll
    static void readSamples() throws IOException {
        Path corpus = Samples.root().resolve("../shared/corpus");
        Path labels = corpus.resolve("messages.labels.jsonl");
        Assumptions.assumeTrue(Files.exists(labels), "the development samples are not here");
        List<Scored> all = new ArrayList<>();
        for (String label : Files.readAllLines(labels)) {
            all.add(score(label, corpus.resolve("messages").resolve(unescaped(first(FILE, label)))));
        }
        scored = all;
    }

    private static Scored score(String label, Path file) throws IOException {
        ReadMessage message = new MessageReader().read(Files.readAllBytes(file));
        String kind = message.kind() == MessageKind.OTHER
                ? "OTHER_MAIL"
                : message.kind().name();
        String wanted = first(KIND, label);
        boolean right = kind.equals(wanted) || first(KIND_ALT, label).contains('"' + kind + '"');
        if (!Set.of("BOUNCE", "DELAY").contains(wanted)) {
            return new Scored(right, 0, 0);
        }
        Set<String> found = message.report().recipients().stream()
                .flatMap(r -> r.address().stream())
                .map(a -> a.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        int recipients = 0;
        int hits = 0;
        Matcher recipient = RECIPIENT.matcher(label);
        while (recipient.find()) {
            recipients++;
            List<String> names = new ArrayList<>(List.of(unescaped(recipient.group(1))));
            Matcher alternative =
                    STRING.matcher(Optional.ofNullable(recipient.group(2)).orElse(""));
            while (alternative.find()) {
                names.add(unescaped(alternative.group(1)));
            }
            hits += names.stream().anyMatch(n -> found.contains(n.toLowerCase(Locale.ROOT))) ? 1 : 0;
        }
        return new Scored(right, recipients, hits);
    }

    private static String first(Pattern pattern, String label) {
        Matcher matcher = pattern.matcher(label);
        return matcher.find() ? matcher.group(1) : "";
    }

    /** The escapes that the labels use. */
    private static String unescaped(String json) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < json.length(); i++) {
            if (json.charAt(i) != '\\') {
                text.append(json.charAt(i));
            } else if (json.charAt(i + 1) == 'u') {
                text.append((char) Integer.parseInt(json.substring(i + 2, i + 6), 16));
                i += 5;
            } else {
                text.append(json.charAt(++i));
            }
        }
        return text.toString();
    }

    @Test
    void kindsAreRightAtLeastAsOftenAsBefore() {
        double share = (double) scored.stream().filter(Scored::kindRight).count() / scored.size();

        assertTrue(share >= KIND_MIN, () -> "kinds right: " + share);
    }

    @Test
    void recipientsAreFoundAtLeastAsOftenAsBefore() {
        double wanted = scored.stream().mapToInt(Scored::recipients).sum();
        double share = scored.stream().mapToInt(Scored::found).sum() / wanted;

        assertTrue(share >= RECIPIENT_RECALL_MIN, () -> "recipients found: " + share);
    }
}
