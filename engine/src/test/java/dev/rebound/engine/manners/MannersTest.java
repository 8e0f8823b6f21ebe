package dev.rebound.engine.manners;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.classify.Classifier;
import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.Confidence;
import dev.rebound.core.bounce.Fault;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.RuleId;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.engine.manners.Manners.Jitter;
import dev.rebound.engine.manners.Manners.PutOff;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MannersTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String STANDARD = "[[retry]]\nid = \"standard\"\nwaits = [\"5m\"]\nsource = \"a test\"\n";

    private final Manners builtIn = Manners.builtIn(Jitter.none());

    private static Verdict verdict(String rule, Reason reason) {
        return new Verdict(
                BounceType.PENDING,
                reason,
                Fault.RECIPIENT,
                Confidence.HIGH,
                new RuleId(rule),
                "1",
                List.of(),
                Optional.empty());
    }

    private static Duration wait(Manners manners, String rule, Reason reason, String destination, int attempts) {
        PutOff put = new PutOff(verdict(rule, reason), destination, attempts, NOON, Optional.empty());
        return Duration.between(NOON, manners.nextAttempt(put));
    }

    @ParameterizedTest
    @CsvSource({
        "something-else, RECIPIENT_TEMPORARY, 1, PT5M",
        "something-else, RECIPIENT_TEMPORARY, 7, PT6H",
        "something-else, RECIPIENT_TEMPORARY, 40, PT6H",
        "greylisted, RECIPIENT_TEMPORARY, 1, PT3M",
        "netease-rate, RECIPIENT_TEMPORARY, 1, PT2M",
        "de-rate-limited, RECIPIENT_TEMPORARY, 1, PT10M",
        "rate-limited, RECIPIENT_TEMPORARY, 2, PT20M",
        "rate-limited, FILTERED, 1, PT10M",
        "something-else, FILTERED, 1, PT15M"
    })
    void theMostTellingConditionDecides(String rule, Reason reason, int attempts, Duration expected) {
        assertEquals(expected, wait(builtIn, rule, reason, "shop.example", attempts));
    }

    @Test
    void aRateLimitAsksForLessAndGreylistingDoesNot() {
        assertTrue(builtIn.asksForLess(verdict("rate-limited", Reason.RECIPIENT_TEMPORARY), "shop.example"));
        assertFalse(builtIn.asksForLess(verdict("greylisted", Reason.RECIPIENT_TEMPORARY), "shop.example"));
    }

    @Test
    void everyRuleNamedInTheFileExists() {
        Set<String> known = Classifier.builtIn().rules().rules().stream()
                .map(rule -> rule.id().value())
                .collect(Collectors.toSet());
        List<String> named = List.of(
                "greylisted",
                "rate-limited",
                "*-rate-limited",
                "spectrum-rate",
                "server-busy",
                "*-server-busy",
                "netease-rate");

        assertEquals(
                List.of(),
                named.stream()
                        .filter(name -> known.stream().noneMatch(rule -> RetryRule.names(name, rule)))
                        .toList());
    }

    @Test
    void jitterStaysWithinItsPart() {
        Manners manners = Manners.read(STANDARD, new Jitter(0.1, new Random(3)));
        for (int i = 0; i < 1_000; i++) {
            long seconds =
                    wait(manners, "x", Reason.TEMPORARY, "shop.example", 1).toSeconds();
            assertTrue(seconds >= 270 && seconds <= 330, () -> "waits " + seconds + " s");
        }
    }

    @Test
    void theLastAttemptIsRightBeforeTheDeadline() {
        Instant deadline = NOON.plus(Duration.ofHours(1));
        PutOff put = new PutOff(verdict("x", Reason.FILTERED), "shop.example", 3, NOON, Optional.of(deadline));

        assertEquals(deadline.minus(Manners.LAST_ATTEMPT_BEFORE_DEADLINE), builtIn.nextAttempt(put));
    }

    @Test
    void afterTheLastAttemptComesTheDeadline() {
        Instant deadline = NOON.plus(Duration.ofMinutes(2));
        PutOff put = new PutOff(verdict("x", Reason.TEMPORARY), "shop.example", 3, NOON, Optional.of(deadline));

        assertTrue(builtIn.nextAttempt(put).isAfter(deadline));
    }

    @Test
    void theOperatorsWaitsAreForWhatNoEntryIsAbout() {
        Manners manners = builtIn.withStandardWaits(List.of(Duration.ofMinutes(1)));

        assertEquals(Duration.ofMinutes(1), wait(manners, "x", Reason.TEMPORARY, "shop.example", 1));
        assertEquals(Duration.ofMinutes(3), wait(manners, "greylisted", Reason.TEMPORARY, "shop.example", 1));
    }

    @Test
    void aDestinationHasItsLimitAndNeverMoreThanTheOperators() {
        assertEquals(2, builtIn.limitsOf("orange.fr", 20).attemptsAtOnceMax());
        assertEquals(1, builtIn.limitsOf("orange.fr", 1).attemptsAtOnceMax());
        assertEquals(20, builtIn.limitsOf("shop.example", 20).attemptsAtOnceMax());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[[retry]]\\nid = \"a\"\\nwaits = []\\nsource = \"x\" | 1:1: 'waits' is missing",
                "[[retry]]\\nid = \"a\"\\nwaits = [\"5 min\"]\\nsource = \"x\" | 3:10: expected a duration",
                "[[retry]]\\nid = \"a\"\\nwaits = [\"5m\"] | 'source' is missing",
                "[[retry]]\\nid = \"a\"\\nwait = [\"5m\"]\\nsource = \"x\" | 3:1: unknown key 'wait'; did you mean waits?",
                "[[retry]]\\nid = \"a\"\\nreasons = [\"FILTRED\"]\\nwaits = [\"5m\"]\\nsource = \"x\" | did you mean FILTERED?",
                "[[retry]]\\nid = \"a\"\\nreasons = [\"FILTERED\"]\\nwaits = [\"5m\"]\\nsource = \"x\" | without conditions",
                "[[destination]]\\nnames = [\"a\"]\\nattempts-at-once = 0\\nsource = \"x\" | 1 to 1,000"
            })
    void whatIsWrongIsSaidWithItsLine(String toml, String problem) {
        String text = toml.replace("\\n", "\n") + (toml.contains("[[destination]]") ? "\n" + STANDARD : "\n");
        BrokenMannersException e = assertThrows(BrokenMannersException.class, () -> Manners.read(text, Jitter.none()));

        assertTrue(String.valueOf(e.getMessage()).contains(problem), e::getMessage);
    }

    @Test
    void twoEntriesThatCouldBothDecideAreAnError() {
        String two = STANDARD + STANDARD.replace("standard", "other");

        assertThrows(BrokenMannersException.class, () -> Manners.read(two, Jitter.none()));
    }
}
