package dev.rebound.classify.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rebound.classify.Classifier;
import dev.rebound.classify.Explanation;
import dev.rebound.classify.Standing;
import dev.rebound.classify.rule.Rule;
import dev.rebound.classify.rule.RuleSet;
import dev.rebound.core.bounce.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A word may be one of two languages: the Danish for two stands in every English sentence. A rule of one language that
 * speaks on a text of another must at least be right.
 */
class ForeignWordsTest {

    private static final Path FOLDER = Path.of("..", "wordings");
    private static final Classifier RULES = Classifier.ofRulesAlone(RuleSet.builtIn());

    @Test
    void noRuleIsWrongOnATextOfAnotherLanguage() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Path file : files()) {
            String language = String.valueOf(file.getFileName()).replace(".toml", "");
            for (Wording wording : WordingFile.read(Files.readString(file))) {
                Explanation explained = RULES.explain(Diagnostic.ofText(wording.text()));
                explained
                        .rule()
                        .filter(rule -> isOfAnother(rule, language))
                        .filter(rule -> !isRight(wording, explained))
                        .ifPresent(rule -> wrong.add(rule.id() + " on " + language + ": " + wording.text()));
            }
        }

        assertEquals("", String.join("\n", wrong));
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> listed = Files.list(FOLDER)) {
            return listed.filter(file -> file.toString().endsWith(".toml"))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isOfAnother(Rule rule, String language) {
        return rule.file().contains("languages/") && !rule.file().endsWith("/" + language + ".toml");
    }

    private static boolean isRight(Wording wording, Explanation explained) {
        boolean forGood = explained.standing() == Standing.PERMANENT;
        return wording.accepted(forGood).contains(explained.verdict().reason());
    }
}
