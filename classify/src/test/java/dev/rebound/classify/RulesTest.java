package dev.rebound.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.classify.rule.BrokenRulesException;
import dev.rebound.classify.rule.Rule;
import dev.rebound.classify.rule.RuleFile;
import dev.rebound.classify.rule.RuleSet;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packed rules by their own examples, and what any rule set must hold to. */
class RulesTest {

    private static final RuleSet RULES = RuleSet.builtIn();
    private static final Classifier CLASSIFIER = Classifier.of(RULES);

    private static String decider(String text) {
        return CLASSIFIER.classify(Diagnostic.ofText(text)).rule().value();
    }

    @TestFactory
    Stream<DynamicTest> everyExampleIsDecidedByItsRule() {
        return RULES.rules().stream()
                .flatMap(rule -> rule.examples().stream()
                        .map(example -> DynamicTest.dynamicTest(
                                rule.id() + ": " + example,
                                () -> assertEquals(rule.id().value(), decider(example)))));
    }

    @TestFactory
    Stream<DynamicTest> noCounterExampleIsDecidedByItsRule() {
        return RULES.rules().stream()
                .flatMap(rule -> rule.counterExamples().stream()
                        .map(example -> DynamicTest.dynamicTest(
                                rule.id() + ": " + example,
                                () -> assertNotEquals(rule.id().value(), decider(example)))));
    }

    @Test
    void thePackedRulesHaveNoProblems() {
        assertEquals(List.of(), RuleCheck.of(RULES).problems());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theOrderOfFilesDecidesNothing(long seed) {
        List<RuleFile> files = new ArrayList<>(RuleSet.builtInFiles());
        Collections.shuffle(files, new Random(seed));
        Classifier shuffled = Classifier.of(RuleSet.read(files));

        for (Rule rule : RULES.rules()) {
            for (String example : rule.examples()) {
                Verdict expected = CLASSIFIER.classify(Diagnostic.ofText(example));
                Verdict verdict = shuffled.classify(Diagnostic.ofText(example));
                assertEquals(expected.rule(), verdict.rule(), () -> "seed " + seed + ": " + example);
                assertEquals(expected.reason(), verdict.reason(), () -> "seed " + seed + ": " + example);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "a", ".", "(", "<", "0", "user ", "no such ", "\u0000", "\u202e", "邮箱"})
    void longNonsenseIsClassifiedAllTheSame(String piece) {
        Verdict verdict = CLASSIFIER.classify(Diagnostic.ofText(piece.repeat(50_000 / piece.length())));

        assertTrue(verdict.matched().size() < 1_000);
    }

    @Test
    void anUnknownKeyIsRefusedWithFileAndRule() {
        List<RuleFile> files = new ArrayList<>(RuleSet.builtInFiles());
        files.add(RuleFile.own("mine.toml", """
                [pack]
                title = "Mine"

                [[rule]]
                id = "my-rule"
                reson = "SPAM"
                fault = "CONTENT"
                specificity = "exact"
                source = "here"
                note = "A misspelt key."
                match.any = ["qqq zzz"]
                examples = ["550 qqq zzz"]
                counter-examples = ["550 other"]
                """));

        BrokenRulesException refused = assertThrows(BrokenRulesException.class, () -> RuleSet.read(files));

        assertTrue(refused.problems().stream()
                .anyMatch(problem -> problem.file().equals("mine.toml")
                        && problem.rule().equals("my-rule")
                        && problem.message().contains("reson")));
    }
}
