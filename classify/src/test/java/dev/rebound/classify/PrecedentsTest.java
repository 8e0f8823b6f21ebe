package dev.rebound.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.classify.Precedents.Circumstances;
import dev.rebound.classify.rule.RuleSet;
import dev.rebound.classify.text.NormalText;
import dev.rebound.core.bounce.Confidence;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.Diagnostic.Finality;
import dev.rebound.core.bounce.Fault;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.RuleId;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.smtp.SmtpCommand;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A verdict by precedent is the verdict that judging would give, and only of the same words. */
class PrecedentsTest {

    private static final Classifier CLASSIFIER = Classifier.builtIn();

    private static final List<String> TEXTS = RuleSet.builtIn().rules().stream()
            .flatMap(rule -> Stream.concat(rule.examples().stream(), rule.counterExamples().stream()))
            .toList();

    private static final List<Finality> FINALITIES = List.of(Finality.FINAL, Finality.STILL_TRYING, Finality.UNSTATED);

    /** Other ways to write the same words. */
    private static final List<UnaryOperator<String>> SPELLINGS = List.of(
            UnaryOperator.identity(),
            text -> text.replace(" ", "  "),
            text -> text.replace("kim@", "someone.else@"),
            text -> text.replace(". ", ".\r\n"),
            text -> text + " " + "words".repeat(120));

    private static Diagnostic diagnostic(Random random) {
        String text = TEXTS.get(random.nextInt(TEXTS.size()));
        return new Diagnostic(
                FINALITIES.get(random.nextInt(3)),
                random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextBoolean() ? 450 : 550),
                Optional.empty(),
                SPELLINGS.get(random.nextInt(SPELLINGS.size())).apply(text),
                random.nextBoolean() ? Optional.empty() : Optional.of(SmtpCommand.RCPT),
                random.nextInt(3) > 0 ? Optional.empty() : Optional.of("gmail-smtp-in.l.google.com"));
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22})
    void isTheVerdictOfJudgingAnew(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 4_000; i++) {
            Diagnostic diagnostic = diagnostic(random);
            Verdict judged = CLASSIFIER.explain(diagnostic).verdict();
            assertEquals(judged, CLASSIFIER.classify(diagnostic), diagnostic.text());
            assertEquals(judged, CLASSIFIER.classify(diagnostic), diagnostic.text());
        }
    }

    @Test
    void theSameWordsAreFoundWhoeverTheyAreAbout() {
        Diagnostic one = Diagnostic.ofText("550 5.1.1 <kim@shop.example>: no such user here, ref 4Xk2Lm0Zq1z9");
        Diagnostic other = Diagnostic.ofText("550 5.1.1 <lee@dept.example>: No such USER here, ref 7Yd8Nn2Wq4r5");
        Judgement judgement = new Judgement(CLASSIFIER.compiled());
        CLASSIFIER.classify(one);
        long before = judgement.steps();
        Verdict verdict = judgement.verdict(other);
        long byPrecedent = judgement.steps() - before;
        long judged = judgement.judge(other).steps() - before - byPrecedent;
        assertEquals(List.of("No such USER here"), verdict.matched());
        assertTrue(byPrecedent < judged, "found: " + byPrecedent + " steps, judged: " + judged);
    }

    @Test
    void aThousandWordingsDoNotPushEachOtherOut() {
        Precedents precedents = new Precedents();
        Ruling ruling = new Ruling(
                Reason.OTHER, Fault.UNKNOWN, Confidence.LOW, new RuleId("any"), Optional.empty(), new int[0]);
        Circumstances circumstances = new Circumstances(new Evidence(550, 0, Standing.PERMANENT), -1, Optional.empty());
        List<NormalText> wordings = TEXTS.stream()
                .map(text -> NormalText.of(text).text())
                .distinct()
                .filter(text -> text.length() < Precedents.LENGTH_MAX / 2)
                .limit(1_000)
                .map(NormalText::of)
                .toList();
        wordings.forEach(words -> precedents.keep(words, circumstances, ruling));
        long known = wordings.stream()
                .filter(words -> precedents.find(words, circumstances) != null)
                .count();
        assertEquals(1_000, wordings.size());
        assertTrue(known > 950, known + " of 1,000 are still known");
    }
}
