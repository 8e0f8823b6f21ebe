package dev.rebound.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The documents hold together: links lead somewhere, every page can be reached, decisions are numbered and whole. */
final class DocumentsTest {

    /** {@code [words](target)} and {@code ![words](target)}; code blocks are taken out before. */
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```|`[^`\n]*`");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.*)$");
    private static final Pattern DECISION = Pattern.compile("(\\d{4})-[a-z0-9-]+\\.md");

    /** What a decision record answers, as its headings. */
    private static final List<String> QUESTIONS =
            List.of("## Context", "## Decision", "## Consequences", "## Rejected", "## How we would notice");

    @Test
    void everyRelativeLinkLeadsSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path page : Checkout.files(".md")) {
            for (String target : links(page)) {
                String problem = problem(page, target);
                if (!problem.isEmpty()) {
                    broken.add(Checkout.shown(page) + ": " + target + " " + problem);
                }
            }
        }
        assertEquals("", String.join("\n", broken));
    }

    @Test
    void everyPageCanBeReachedFromTheReadme() throws IOException {
        Set<Path> reached = new TreeSet<>();
        Deque<Path> next = new ArrayDeque<>(List.of(Checkout.root().resolve("README.md")));
        while (!next.isEmpty()) {
            Path page = next.pop();
            if (reached.add(page) && page.toString().endsWith(".md")) {
                links(page).forEach(target -> next.push(file(page, target)));
            }
        }
        List<String> lost = Checkout.files(".md").stream()
                .filter(page -> !reached.contains(page))
                .map(Checkout::shown)
                .toList();
        assertEquals("", String.join("\n", lost));
    }

    /** There may be gaps: a number is taken when a decision is begun, and some are not carried through. */
    @Test
    void noTwoDecisionsHaveTheSameNumber() {
        List<String> numbers = decisions().stream()
                .map(page -> DECISION.matcher(String.valueOf(page.getFileName())))
                .filter(Matcher::matches)
                .map(name -> name.group(1))
                .toList();
        assertTrue(numbers.size() > 0, "no decision found");
        assertEquals(numbers.stream().distinct().toList(), numbers);
    }

    @Test
    void everyDecisionAnswersTheFiveQuestions() throws IOException {
        List<String> wanting = new ArrayList<>();
        for (Path page : decisions()) {
            String text = Files.readString(page);
            QUESTIONS.stream()
                    .filter(question -> !text.contains("\n" + question))
                    .forEach(question -> wanting.add(Checkout.shown(page) + " has no " + question));
        }
        assertEquals("", String.join("\n", wanting));
    }

    private static List<Path> decisions() {
        return Checkout.files(".md").stream()
                .filter(page -> Checkout.shown(page).matches("docs/adr/\\d.*"))
                .toList();
    }

    private static List<String> links(Path page) {
        Matcher link = LINK.matcher(CODE.matcher(text(page)).replaceAll(""));
        List<String> targets = new ArrayList<>();
        while (link.find()) {
            if (!link.group(1).matches("[a-z]+:.*")) {
                targets.add(link.group(1));
            }
        }
        return targets;
    }

    private static Path file(Path page, String target) {
        String path = target.replaceFirst("#.*", "");
        return path.isEmpty() ? page : page.resolveSibling(path).normalize();
    }

    private static String problem(Path page, String target) {
        Path file = file(page, target);
        if (!file.startsWith(Checkout.root())) {
            return "leaves the checkout";
        }
        if (!Files.exists(file)) {
            return "does not exist";
        }
        int hash = target.indexOf('#');
        if (hash >= 0 && !anchors(file).contains(target.substring(hash + 1))) {
            return "has no such heading";
        }
        return "";
    }

    /** The anchors a hosting site makes of headings: lower case, no punctuation, hyphens for spaces. */
    private static Set<String> anchors(Path page) {
        Set<String> anchors = new TreeSet<>();
        Matcher heading = HEADING.matcher(text(page));
        while (heading.find()) {
            String words = heading.group(1).toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "");
            anchors.add(words.strip().replace(' ', '-'));
        }
        return anchors;
    }

    private static String text(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + Checkout.shown(page), e);
        }
    }
}
