package dev.rebound.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.classify.rule.RuleFile;
import dev.rebound.classify.rule.RuleSet;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The machine that looks for all rules at once: right, linear, small. */
class EngineTest {

    private static final RuleSet RULES = RuleSet.builtIn();
    private static final Classifier CLASSIFIER = Classifier.ofRulesAlone(RULES);
    private static final PlainJudge PLAIN_JUDGE = new PlainJudge(RULES);
    private static final int COMPILED_BYTES_MAX = 64 << 20;

    private static Stream<String> examples() {
        return RULES.rules().stream()
                .flatMap(rule -> Stream.concat(rule.examples().stream(), rule.counterExamples().stream()));
    }

    private static void assertSameAsPlain(String text, String where) {
        PlainJudge.Answer expected = PLAIN_JUDGE.judge(Diagnostic.ofText(text));
        Verdict verdict = CLASSIFIER.classify(Diagnostic.ofText(text));
        String rule = verdict.rule().value();
        PlainJudge.Answer answer = new PlainJudge.Answer(
                RULES.rule(rule).isPresent() ? rule : "a code",
                verdict.reason(),
                verdict.runnerUp().map(Object::toString).orElse("nobody"));
        assertEquals(expected, answer, () -> where + ": " + text);
        assertEquals(verdict, CLASSIFIER.explain(Diagnostic.ofText(text)).verdict());
    }

    @Test
    void examplesAreDecidedAsByReadingTheRulesOneByOne() {
        examples().forEach(example -> assertSameAsPlain(example, "example"));
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void wordsOfExamplesThrownTogetherAreDecidedAsByReadingTheRulesOneByOne(long seed) {
        List<String> words = examples()
                .flatMap(example -> Stream.of(example.split("(?<=[ ,.:;])", -1)))
                .toList();
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            String text = random.ints(1 + random.nextInt(30), 0, words.size())
                    .mapToObj(words::get)
                    .collect(Collectors.joining(random.nextInt(4) == 0 ? " qq " : ""));
            assertSameAsPlain(text, "seed " + seed);
        }
    }

    /** Pieces that, repeated, would hurt a reader that looks twice, or a matcher that goes back. */
    static Stream<String> hostilePieces() {
        return Stream.of(
                "a",
                " ",
                ".",
                "..",
                "-",
                "'",
                "<",
                "@",
                "a@b:",
                "a@b/",
                "x.y@",
                "/",
                "a/",
                "://",
                "www.",
                ":",
                "1:",
                "550-",
                "550 ",
                "5.1.1 ",
                "550-5.1.1-",
                "n't ",
                "e-",
                "e-mail-",
                "cannot ",
                "4",
                "ffff:",
                "xn--.",
                "user ",
                "user unknown ",
                "mailbox full ",
                "unknown user unknown mailbox ",
                "no such ",
                "a.b/c@d:e ",
                "\u00e9",
                "\u90ae\u7bb1",
                "\u90ae ",
                "\uFF41",
                "\u0130",
                "\u2019t",
                "\u0301",
                "\uD83D\uDE00");
    }

    private static String repeated(String piece, int length) {
        return piece.repeat(length / piece.length() + 1).substring(0, length);
    }

    private static long steps(Classifier classifier, String text) {
        return new Judgement(classifier.compiled())
                .judge(Diagnostic.ofText(text))
                .steps();
    }

    @ParameterizedTest
    @MethodSource("hostilePieces")
    void stepsGrowNoFasterThanTheText(String piece) {
        long before = steps(CLASSIFIER, repeated(piece, 1_000));
        for (int length = 2_000; length <= 16_000; length *= 2) {
            long steps = steps(CLASSIFIER, repeated(piece, length));
            long most = before * 5 / 2 + 1_000;
            assertTrue(steps <= most, () -> piece + ": " + steps + " steps, more than " + most);
            before = steps;
        }
    }

    @ParameterizedTest
    @MethodSource("hostilePieces")
    void noTextTakesMoreThanAFixedNumberOfStepsACharacter(String piece) {
        String text = repeated(piece, Diagnostic.TEXT_LENGTH_MAX);

        long steps = steps(CLASSIFIER, text);

        assertTrue(steps <= 24L * text.length(), () -> piece + ": " + steps);
    }

    @Test
    void stepsDoNotGrowWithTheNumberOfRules() {
        List<RuleFile> files = new ArrayList<>(RuleSet.builtInFiles());
        files.add(RuleFile.builtIn("many.toml", manyRules(400, 25)));
        Classifier large = Classifier.ofRulesAlone(RuleSet.read(files));

        examples().forEach(example -> assertEquals(steps(CLASSIFIER, example), steps(large, example), example));
        assertTrue(large.compiledBytes() < COMPILED_BYTES_MAX, () -> large.compiledBytes() + " bytes");
    }

    /** Rules of words that occur nowhere else, ten thousand phrases in all. */
    private static String manyRules(int rules, int phrases) {
        Random random = new Random(5);
        return "[pack]\ntitle = \"Many\"\n"
                + IntStream.range(0, rules)
                        .mapToObj(i -> """
                                [[rule]]
                                id = "many-%d"
                                reason = "SPAM"
                                source = "this test"
                                note = "One of many."
                                match.any = [%s]
                                examples = ["550 x"]
                                counter-examples = ["550 y"]
                                """.formatted(
                                        i,
                                        IntStream.range(0, phrases)
                                                .mapToObj(j -> "\"" + word(random) + " <0-3 words> " + word(random)
                                                        + " " + word(random) + " " + i + "q" + j + "\"")
                                                .collect(Collectors.joining(","))))
                        .collect(Collectors.joining());
    }

    private static String word(Random random) {
        return "zq" + random.ints(4, 'a', 'z' + 1).mapToObj(Character::toString).collect(Collectors.joining());
    }

    @Test
    void threadsThatShareOneClassifierDoNotMixUpTheirTexts() throws Exception {
        List<String> texts = examples().toList();
        List<String> expected = texts.stream()
                .map(text -> CLASSIFIER.classify(Diagnostic.ofText(text)).toString())
                .toList();
        Callable<Boolean> task = () -> IntStream.range(0, 3)
                .allMatch(round -> IntStream.range(0, texts.size())
                        .allMatch(i -> CLASSIFIER
                                .classify(Diagnostic.ofText(texts.get(i)))
                                .toString()
                                .equals(expected.get(i))));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done :
                    threads.invokeAll(IntStream.range(0, 16).mapToObj(i -> task).toList())) {
                assertTrue(done.get());
            }
        }
    }

    @Test
    void aJudgementForgetsTheTextBefore() {
        Judgement judgement = new Judgement(CLASSIFIER.compiled());
        List<String> texts = examples().toList();
        for (int i = 0; i < texts.size(); i++) {
            Verdict again = judgement.judge(Diagnostic.ofText(texts.get(i))).verdict();
            Verdict fresh = new Judgement(CLASSIFIER.compiled())
                    .judge(Diagnostic.ofText(texts.get(i)))
                    .verdict();
            assertEquals(fresh, again, texts.get(i));
        }
    }
}
