package dev.rebound.core.bounce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VerdictTest {

    private static Verdict verdict(BounceType type, Reason reason) {
        return new Verdict(
                type,
                reason,
                Fault.RECIPIENT,
                Confidence.HIGH,
                new RuleId("some-rule"),
                "1",
                List.of("ann@shop.example"),
                Optional.empty());
    }

    @ParameterizedTest
    @EnumSource
    void aReasonGoesWithItsOwnTypeOnly(Reason reason) {
        BounceType other = reason.finalType() == BounceType.HARD ? BounceType.SOFT : BounceType.HARD;

        assertThrows(IllegalArgumentException.class, () -> verdict(other, reason));
    }

    @ParameterizedTest
    @EnumSource
    void whatWasPendingEndsSoft(Reason reason) {
        Verdict expired = verdict(BounceType.PENDING, reason).expired();

        assertEquals(BounceType.SOFT, expired.type());
        assertTrue(reason.finalType() == BounceType.HARD || expired.reason() == reason);
    }

    @Test
    void neitherVerdictNorDiagnosticShowsWhatPeopleWrote() {
        Diagnostic diagnostic = new Diagnostic(
                Diagnostic.Finality.FINAL,
                OptionalInt.of(550),
                Optional.empty(),
                "ann@shop.example is unknown",
                Optional.empty(),
                Optional.empty());

        assertFalse(diagnostic.toString().contains("ann"));
        assertFalse(verdict(BounceType.HARD, Reason.SPAM).toString().contains("ann"));
    }

    @Test
    void longTextIsCut() {
        Diagnostic diagnostic = Diagnostic.ofText("x".repeat(Diagnostic.TEXT_LENGTH_MAX + 1));

        assertEquals(Diagnostic.TEXT_LENGTH_MAX, diagnostic.text().length());
    }

    @Test
    void pastedWordsAreSearchedForCodes() {
        Diagnostic diagnostic = Diagnostic.ofText("550 5.1.1 no such user");

        assertEquals(OptionalInt.of(550), diagnostic.code());
        assertEquals("5.1.1", diagnostic.status().orElseThrow().toString());
    }

    @Test
    void theSameEvidenceHasTheSameNameAndPartsDoNotRunTogether() {
        assertEquals(EvidenceId.of("a", "b"), EvidenceId.of("a", "b"));
        assertFalse(EvidenceId.of("ab", "").equals(EvidenceId.of("a", "b")));
    }

    @Test
    void aRuleIdIsWordsInLowerCase() {
        assertThrows(IllegalArgumentException.class, () -> new RuleId("Some Rule"));
    }
}
