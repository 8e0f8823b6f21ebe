package dev.rebound.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.classify.model.Band;
import dev.rebound.classify.model.Family;
import dev.rebound.classify.model.TextModel;
import dev.rebound.classify.model.Training;
import dev.rebound.classify.rule.RuleSet;
import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The statistical fallback among rules and codes. */
class FallbackTest {

    private static final RuleSet RULES = RuleSet.builtIn();
    private static final RuleSet NO_RULES =
            new RuleSet(List.of(), RULES.packs(), RULES.codes(), List.of(), RULES.version());

    /** Words that no rule has, and a model that is always sure that they mean the same. */
    private static Classifier sureOf(Family family) {
        return sureOf(family, RULES);
    }

    private static Classifier sureOf(Family family, RuleSet rules) {
        TextModel model = Training.of(List.of(
                new Training.Lesson("qzx vbn wrt", "", family),
                new Training.Lesson("kjh gfd poi", "", family == Family.OTHER ? Family.SPAM : Family.OTHER)));
        float[] always = new float[Band.values().length * Family.values().length];
        return Classifier.of(rules, new Fallback(Optional.of(model.withThresholds(always))));
    }

    @Test
    void whereNoRuleSpeaksTheModelMayAndIsNamed() {
        Verdict verdict = sureOf(Family.UNKNOWN_USER).classify(Diagnostic.ofText("550 qzx vbn wrt"));

        assertEquals(Reason.UNKNOWN_USER, verdict.reason());
        assertTrue(verdict.rule().value().matches("model-[0-9a-f]{8}"), verdict::toString);
        assertTrue(verdict.matched().isEmpty());
    }

    @Test
    void aRefusalForNowNeverBecomesOneForGood() {
        for (Family family : Family.values()) {
            Classifier classifier = sureOf(family, NO_RULES);
            for (Diagnostic.Finality finality : Diagnostic.Finality.values()) {
                Diagnostic said = Diagnostic.ofText("450 qzx vbn wrt");
                Diagnostic reported = new Diagnostic(
                        finality, said.code(), said.status(), said.text(), said.command(), said.remoteMta());
                assertNotEquals(BounceType.HARD, classifier.classify(reported).type(), family + " " + finality);
            }
        }
    }

    @Test
    void whereARuleSpeaksTheModelIsNotAskedButItsOpinionIsShown() {
        Explanation explanation = sureOf(Family.SPAM).explain(Diagnostic.ofText("552 5.2.2 mailbox full qzx vbn wrt"));

        assertEquals(Reason.MAILBOX_FULL, explanation.verdict().reason());
        assertFalse(explanation.isByModel());
        assertTrue(explanation.opinion().isPresent());
    }

    @Test
    void whereItIsNotSureEnoughTheCodesDecide() {
        TextModel never = Training.of(List.of(new Training.Lesson("qzx vbn wrt", "", Family.SPAM)));
        Classifier classifier = Classifier.of(RULES, new Fallback(Optional.of(never)));

        assertEquals(
                "unclassified",
                classifier.classify(Diagnostic.ofText("599 qzx vbn wrt")).rule().value());
    }

    @Test
    void theModelThatComesWithReboundCanBeReadAndStaysSilentAboutNonsense() {
        Explanation explanation = Classifier.builtIn().explain(Diagnostic.ofText("599 qzx vbn wrt"));

        assertTrue(explanation.opinion().isPresent());
        assertFalse(explanation.isByModel());
    }
}
