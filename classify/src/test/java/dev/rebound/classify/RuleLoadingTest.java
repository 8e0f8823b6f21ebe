package dev.rebound.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.classify.rule.BrokenRulesException;
import dev.rebound.classify.rule.RuleFile;
import dev.rebound.classify.rule.RuleProblem;
import dev.rebound.classify.rule.RuleSet;
import dev.rebound.core.bounce.Diagnostic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the loader refuses, where it says so, and that no file keeps it busy. */
class RuleLoadingTest {

    /** Far more than any refusal takes, and far less than a file that got away would. */
    private static final Duration BOUNDED = Duration.ofSeconds(10);

    private static RuleSet read(String own) {
        List<RuleFile> files = new ArrayList<>(RuleSet.builtInFiles());
        files.add(RuleFile.own("mine.toml", own));
        return RuleSet.read(files);
    }

    private static RuleSet checked(String own) {
        RuleSet set = read(own);
        RuleCheck.of(set).orThrow();
        return set;
    }

    private static List<RuleProblem> problems(String own) {
        return assertThrows(BrokenRulesException.class, () -> checked(own)).problems();
    }

    private static String only(String own) {
        List<RuleProblem> problems = problems(own);
        assertEquals(1, problems.size(), problems::toString);
        return problems.getFirst().toString();
    }

    private static String decider(RuleSet set, String text) {
        return Classifier.of(set).classify(Diagnostic.ofText(text)).rule().value();
    }

    /** A rule on lines 3 to 11 that is all right but for what is replaced in it. */
    private static String rule(String... replacements) {
        String rule = """
                [pack]
                title = "Mine"
                [[rule]]
                id = "my-rule"
                reason = "SPAM"
                specificity = "exact"
                source = "here"
                note = "A rule of this test."
                match.any = ["qqq zzz"]
                examples = ["550 qqq zzz"]
                counter-examples = ["550 zzz"]
                """;
        for (int i = 0; i < replacements.length; i += 2) {
            assertTrue(rule.contains(replacements[i]), replacements[i]);
            rule = rule.replace(replacements[i], replacements[i + 1]);
        }
        return rule;
    }

    @Test
    void ownRuleIsAdded() {
        assertEquals("my-rule", decider(checked(rule()), "550 qqq zzz"));
    }

    @Test
    void unknownKeyIsRefusedWithTheNearestKnownOne() {
        String problem = only(rule("specificity =", "specifity ="));

        assertTrue(problem.startsWith("mine.toml:6:1: rule my-rule: unknown key 'specifity'"), problem);
        assertTrue(problem.contains("did you mean specificity?"), problem);
    }

    @Test
    void unknownNameIsRefusedWithTheNearestKnownOne() {
        String problem = only(rule("\"SPAM\"", "\"MAILBOX_FUL\""));

        assertTrue(problem.startsWith("mine.toml:5:10: rule my-rule: 'reason' must be one of"), problem);
        assertTrue(problem.contains("did you mean MAILBOX_FULL?"), problem);
    }

    @Test
    void ruleWithoutExampleOrCounterExampleIsUntested() {
        assertTrue(only(rule("examples = [\"550 qqq zzz\"]\n", "")).contains("mine.toml:3:1: rule my-rule: untested"));
        assertTrue(only(rule("[\"550 zzz\"]", "[]")).contains("mine.toml:11:20: rule my-rule: untested"));
    }

    @Test
    void exampleThatAnotherRuleDecidesIsRefusedAtItsPlace() {
        String problem = only(rule("\"550 qqq zzz\"", "\"550 qqq zzz\", \"550 5.1.1 user unknown\""));

        assertTrue(
                problem.startsWith("mine.toml:10:28: rule my-rule: example is decided by recipient-unknown"), problem);
    }

    @Test
    void counterExampleThatTheRuleDecidesIsRefusedAtItsPlace() {
        assertTrue(only(rule("\"550 zzz\"", "\"550 a qqq zzz b\""))
                .startsWith("mine.toml:11:21: rule my-rule: counter-example is decided by the rule itself"));
    }

    @Test
    void phraseThatTwoRulesReadDifferentlyIsRefused() {
        String second = rule("my-rule", "my-other", "SPAM", "CONTENT", "[pack]\ntitle = \"Mine\"\n", "")
                .replace("qqq zzz\"]\nex", "aaa bbb\", \"QQQ (zzz|yyy)\"]\nex");

        List<RuleProblem> problems = problems(rule() + second);

        assertTrue(
                problems.stream().anyMatch(problem -> problem.message().contains("the same phrase 'qqq zzz'")),
                problems::toString);
    }

    @Test
    void tieOnAnExampleIsRefused() {
        String second = rule("my-rule", "my-other", "SPAM", "CONTENT", "[pack]\ntitle = \"Mine\"\n", "")
                .replace("qqq zzz", "www yyy");

        List<RuleProblem> problems = problems(rule("\"550 qqq zzz\"", "\"550 qqq zzz www yyy\"") + second);

        assertTrue(
                problems.stream().anyMatch(problem -> problem.message().startsWith("tie of my-")), problems::toString);
    }

    @Test
    void phraseThatCanNeverDecideIsRefused() {
        String problem = only(rule("\"qqq zzz\"]", "\"qqq zzz\", \"banned recipient qqq\"]"));

        assertTrue(problem.startsWith("mine.toml:9:25: rule my-rule: phrase 'banned recipient qqq'"), problem);
    }

    @Test
    void builtInRuleIsReplacedOnlyIfThatIsSaid() {
        String same = rule("my-rule", "greylisted");

        assertTrue(only(same).contains("say replaces = true"));
        RuleSet replaced = checked(same.replace("reason =", "replaces = true\nreason ="));
        assertEquals("greylisted", decider(replaced, "550 qqq zzz"));
        assertTrue(replaced.rule("greylisted").orElseThrow().isOwn());
        assertTrue(only(rule("reason =", "replaces = true\nreason =")).contains("no rule of this id to replace"));
    }

    @Test
    void builtInRuleIsSwitchedOff() {
        String text = "451 4.7.1 greylisted, try later";
        String off = "[pack]\ntitle = \"Mine\"\n[[switch-off]]\nid = \"greylisted\"\nnote = \"We never see it.\"\n";

        RuleSet without = checked(off);

        assertEquals("greylisted", decider(RuleSet.builtIn(), text));
        assertTrue(!decider(without, text).equals("greylisted"));
        assertEquals("greylisted", without.switchedOff().getFirst().value());
        String misspelt = only(off.replace("\"greylisted\"", "\"greylistd\""));
        assertTrue(misspelt.startsWith("mine.toml:4:6: rule greylistd:"), misspelt);
        assertTrue(misspelt.contains("did you mean greylisted?"), misspelt);
    }

    @Test
    void ownRuleMayTakeTheExampleOfABuiltInOneAndThatIsTold() {
        RuleSet set =
                read(rule("exact", "key", "\"qqq zzz\"]", "\"user unknown\"]", "550 qqq zzz", "550 user unknown"));

        RuleCheck check = RuleCheck.of(set);

        assertEquals(List.of(), check.problems());
        assertTrue(check.displaced().stream()
                .anyMatch(reply -> reply.rule().value().equals("recipient-unknown")
                        && reply.decidedBy().value().equals("my-rule")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a+)+$", "^spam", "(.*a){30}", "[0-9]+ refused", "user (?:not )known", "\\\\d+ blocked"})
    void regularExpressionIsRefusedAsSuch(String expression) {
        String problem = only(rule("qqq zzz\"]\nex", expression + "\"]\nex"));

        assertTrue(problem.startsWith("mine.toml:9:14: rule my-rule: 'match': this looks like a regular"), problem);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1_000})
    void choicesThatMultiplyBeyondMeasureAreRefused(int rules) {
        String choices = "(a|b|c|d|e|f|g|h)".repeat(40);

        String refused = assertTimeoutPreemptively(
                BOUNDED,
                () -> problems(IntStream.range(0, rules)
                                .mapToObj(i -> rule("qqq zzz\"]\nex", choices + "\"]\nex", "my-rule", "my-rule-" + i)
                                        .replace(i > 0 ? "[pack]\ntitle = \"Mine\"\n" : "\0", ""))
                                .collect(Collectors.joining()))
                        .toString());

        assertTrue(refused.contains("stands for more than 128 phrases"), refused);
    }

    @Test
    void smallFileThatStandsForAHugeOneIsRefused() {
        String phrase = "(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)(a|b) " + "word ".repeat(180);
        String list =
                IntStream.range(0, 900).mapToObj(i -> "\"" + phrase + i + "\"").collect(Collectors.joining(",\n"));

        String problem = assertTimeoutPreemptively(BOUNDED, () -> only(rule("\"qqq zzz\"]", list + "]")));

        assertTrue(problem.contains("too much to look for"), problem);
    }

    @Test
    void hundredThousandPhrasesAreRefused() {
        String list = IntStream.range(0, 100_000).mapToObj(i -> "'q" + i + "'").collect(Collectors.joining(","));

        String problem = assertTimeoutPreemptively(BOUNDED, () -> only(rule("\"qqq zzz\"]", list + "]")));

        assertTrue(problem.contains("too much to look for"), problem);
    }

    @Test
    void fileOfTenMegabytesIsRefused() {
        String problem = assertTimeoutPreemptively(BOUNDED, () -> only("#".repeat(10 << 20)));

        assertTrue(problem.contains("longer than"), problem);
    }

    @Test
    void thousandsOfMistakesAreToldAsAHundred() {
        String broken =
                IntStream.range(0, 20_000).mapToObj(i -> "k" + i + " = 1\n").collect(Collectors.joining());

        assertTrue(assertTimeoutPreemptively(BOUNDED, () -> problems(broken)).size() <= 101);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[pack]\ntitle = \"a\0b\"",
                "rule = [[[[[[[[[[[[[1]]]]]]]]]]]]]",
                "rule = 1",
                "rule = [1]",
                "[rule]\nid = 'x'",
                "[pack]\ntitle = \"x\"\n[[rule]]\n[[rule.match]]\nany = ['x']",
                "[pack]\ntitle = \"x\"\n[[rule]]\nid = [\"my-rule\"]",
                "[pack]\ntitle = \"x\"\n[[status]]\ncode = [\"5.1.1\"]\npermanent = \"SPAM\"\nnote = \"n\"",
                "[[switch-off]]",
                "[[switch-off]]\nid = \"GREYLISTED\"",
            })
    void otherNonsenseIsRefusedWithAPlace(String toml) {
        problems(toml).forEach(problem -> assertTrue(problem.place().line() >= 1, problem::toString));
    }
}
