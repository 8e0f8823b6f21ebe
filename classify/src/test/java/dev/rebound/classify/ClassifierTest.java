package dev.rebound.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.Confidence;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.Fault;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.RuleId;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.smtp.EnhancedStatus;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ClassifierTest {

    private static final Classifier CLASSIFIER = Classifier.builtIn();

    private static Verdict classify(String text) {
        return CLASSIFIER.classify(Diagnostic.ofText(text));
    }

    private static Diagnostic report(Diagnostic.Finality finality, String status, String text) {
        return new Diagnostic(
                finality, OptionalInt.empty(), EnhancedStatus.parse(status), text, Optional.empty(), Optional.empty());
    }

    @Test
    void wordsOfTheRecipientsServerDecide() {
        Verdict verdict = classify("550 5.1.1 <kim@dept.example>: Recipient not found");

        assertEquals(Reason.UNKNOWN_USER, verdict.reason());
        assertEquals(Fault.RECIPIENT, verdict.fault());
        assertEquals(List.of("Recipient not found"), verdict.matched());
    }

    @Test
    void refusedSenderNeverBlamesTheRecipient() {
        Verdict verdict = classify("553 5.1.8 <news@shop.example>: Sender address rejected: User unknown");

        assertEquals(Reason.POLICY, verdict.reason());
        assertEquals(Fault.SENDER_SYSTEM, verdict.fault());
    }

    @Test
    void codeDecidesWhereNoRuleSpeaks() {
        Verdict verdict = classify("550 5.2.2 qzx vbn wrt");

        assertEquals(Reason.MAILBOX_FULL, verdict.reason());
        assertEquals("status-5-2-2", verdict.rule().value());
        assertTrue(verdict.matched().isEmpty());
    }

    @Test
    void nothingKnownIsSaidHonestly() {
        Verdict permanent = classify("550 qzx vbn wrt");
        Verdict forNow = classify("499 qzx vbn wrt");

        assertEquals("unclassified", permanent.rule().value());
        assertEquals(Reason.OTHER, permanent.reason());
        assertEquals(Confidence.NONE, permanent.confidence());
        assertEquals(Reason.RECIPIENT_TEMPORARY, forNow.reason());
        assertEquals(BounceType.SOFT, forNow.type());
    }

    @Test
    void verdictIsPendingWhileTheServerStillTries() {
        Verdict verdict = CLASSIFIER.classify(report(Diagnostic.Finality.STILL_TRYING, "4.2.2", "qzx vbn"));

        assertEquals(BounceType.PENDING, verdict.type());
        assertEquals(Reason.MAILBOX_MISCONFIGURED, verdict.reason());
    }

    @Test
    void mailboxThatStayedFullUntilTheServerGaveUpIsFull() {
        Verdict verdict = CLASSIFIER.classify(report(Diagnostic.Finality.FINAL, "4.2.2", "qzx vbn"));

        assertEquals(BounceType.HARD, verdict.type());
        assertEquals(Reason.MAILBOX_FULL, verdict.reason());
    }

    @Test
    void innermostReplyDecidesInsideAQueueExpiredWrapper() {
        Verdict verdict = CLASSIFIER.classify(report(
                Diagnostic.Finality.FINAL,
                "4.4.7",
                "Delivery time expired; mx.dept.example answered: 452 4.3.1 qzx vbn wrt"));

        assertEquals(Reason.RECIPIENT_TEMPORARY, verdict.reason());
        assertEquals("status-4-3-1", verdict.rule().value());
    }

    @Test
    void explanationMarksThePlacesInTheTextAsItCame() {
        String text = "550-5.1.1 The\n550 5.1.1 mailbox: NO  such\tUSER today";

        Explanation explanation = CLASSIFIER.explain(Diagnostic.ofText(text));

        assertEquals("NO  such\tUSER", explanation.matched().getFirst().of(text));
    }

    @Test
    void explanationMarksTheSamePlacesInTheNormalisedText() {
        Explanation explanation = CLASSIFIER.explain(
                Diagnostic.ofText("550 5.1.1 <kim@dept.example>: Empf\u00e4nger: NO  such\tUSER today"));

        assertEquals("no such user", explanation.normalMatched().getFirst().of(explanation.normalText()));
    }

    @Test
    void runnerUpSaysWhyItLost() {
        Explanation explanation = CLASSIFIER.explain(Diagnostic.ofText("550 5.1.1 user unknown; blocked as spam"));
        Explanation.RunnerUp loser = explanation.runnerUp().orElseThrow();

        assertTrue(loser.whyLost().startsWith(loser.loss().sentence()), loser::whyLost);
    }

    @Test
    void whateverDecidedSaysWhyByTheNameInTheVerdict() {
        for (String text :
                List.of("550 5.1.1 user unknown", "550 5.1.1 x", "450 x", "550 the fish is not in this pond", "x")) {
            Explanation explanation = CLASSIFIER.explain(Diagnostic.ofText(text));
            RuleId decided = CLASSIFIER.classify(Diagnostic.ofText(text)).rule();
            assertEquals(
                    Optional.of(new Classifier.Reasoning(explanation.because(), explanation.source())),
                    CLASSIFIER.reasoning(decided),
                    decided.value());
        }
        for (String nothing : List.of("status-9-9-9", "status-5", "code-999", "command-fly", "gone-rule")) {
            assertEquals(Optional.empty(), CLASSIFIER.reasoning(new RuleId(nothing)), nothing);
        }
    }

    @Test
    void textsAppearInNoToString() {
        Diagnostic diagnostic = Diagnostic.ofText("550 user unknown: kim@dept.example");

        assertTrue(!CLASSIFIER.explain(diagnostic).toString().contains("kim"));
        assertTrue(!CLASSIFIER.classify(diagnostic).toString().contains("kim"));
    }
}
