package dev.rebound.core.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.bounce.Confidence;
import dev.rebound.core.bounce.Fault;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.RuleId;
import dev.rebound.core.bounce.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GuardTest {

    private static final GuardSettings STANDARD = GuardSettings.standard();
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final CircuitKey GOOGLE =
            new CircuitKey(Optional.of("google.com"), Reason.UNKNOWN_USER, Blame.RECIPIENTS, new Scope.Everything());

    private static Failure failure(Fault fault, Optional<String> domain, Optional<String> ip) {
        Verdict verdict = new Verdict(
                Reason.POLICY.finalType(),
                Reason.POLICY,
                fault,
                Confidence.HIGH,
                new RuleId("test"),
                "1",
                List.of(),
                Optional.empty());
        return new Failure("google.com", verdict, domain, ip, true);
    }

    @Test
    void aQuietProviderOpensAtTwentyFailures() {
        assertFalse(Guard.opens(GOOGLE, new Count(19, 19), 0, STANDARD));
        assertTrue(Guard.opens(GOOGLE, new Count(20, 20), 0, STANDARD));
    }

    @Test
    void aBusyProviderOpensAtFiveTimesTheUsual() {
        long tenInEveryTenMinutes = 10 * 7 * 24 * 6;

        assertEquals(50, Guard.limit(tenInEveryTenMinutes, STANDARD));
        assertFalse(Guard.opens(GOOGLE, new Count(49, 49), tenInEveryTenMinutes, STANDARD));
        assertTrue(Guard.opens(GOOGLE, new Count(50, 50), tenInEveryTenMinutes, STANDARD));
    }

    @Test
    void aBadListDoesNotOpenIt() {
        assertFalse(Guard.opens(GOOGLE, new Count(1_000, 299), 0, STANDARD));
        assertTrue(Guard.opens(GOOGLE, new Count(1_000, 300), 0, STANDARD));
    }

    @Test
    void ourOwnFaultNeedsNoGoodAddresses() {
        CircuitKey ours = new CircuitKey(
                Optional.empty(), Reason.POLICY, Blame.AUTHENTICATION, new Scope.SendingDomain("shop.example"));

        assertTrue(Guard.opens(ours, new Count(20, 0), 0, STANDARD));
    }

    @Test
    void failuresAreCountedWhereTheFaultIs() {
        assertEquals(
                List.of("* POLICY AUTHENTICATION domain:shop.example"),
                texts(failure(Fault.SENDER_AUTHENTICATION, Optional.of("Shop.example"), Optional.of("192.0.2.1"))));
        assertEquals(
                List.of("* POLICY REPUTATION ip:192.0.2.1"),
                texts(failure(Fault.SENDER_REPUTATION, Optional.of("shop.example"), Optional.of("192.0.2.1"))));
        assertEquals(
                List.of("* POLICY REPUTATION domain:shop.example"),
                texts(failure(Fault.SENDER_REPUTATION, Optional.of("shop.example"), Optional.empty())));
        assertEquals(
                List.of("google.com POLICY REPUTATION *"),
                texts(failure(Fault.SENDER_REPUTATION, Optional.empty(), Optional.empty())));
        assertEquals(
                List.of(
                        "google.com POLICY RECIPIENTS *",
                        "google.com POLICY RECIPIENTS domain:shop.example",
                        "google.com POLICY RECIPIENTS ip:192.0.2.1"),
                texts(failure(Fault.UNKNOWN, Optional.of("shop.example"), Optional.of("192.0.2.1"))));
    }

    private static List<String> texts(Failure failure) {
        return failure.keys().stream()
                .map(CircuitKey::text)
                .peek(text -> assertEquals(text, CircuitKey.parse(text).text()))
                .toList();
    }

    @Test
    void itClosesAfterAnHourInTheBandAndRollsBack() {
        Guard.Open open = new Guard.Open(NOON, NOON.plus(Duration.ofHours(7)), false);

        assertEquals(Optional.empty(), Guard.closes(open, NOON.plus(Duration.ofMinutes(7 * 60 + 59)), STANDARD));
        assertEquals(Optional.of(Settlement.ROLLED_BACK), Guard.closes(open, NOON.plus(Duration.ofHours(8)), STANDARD));
    }

    @Test
    void failuresThatGoOnForThreeDaysAreReal() {
        Instant third = NOON.plus(Duration.ofDays(3));

        assertEquals(
                Optional.of(Settlement.RELEASED), Guard.closes(new Guard.Open(NOON, third, false), third, STANDARD));
        assertEquals(Optional.empty(), Guard.closes(new Guard.Open(NOON, third, true), third, STANDARD));
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        Duration day = Duration.ofDays(1);
        Duration hour = Duration.ofHours(1);
        assertThrows(IllegalArgumentException.class, () -> new GuardSettings(1, 5, 30, day, hour, day));
        assertThrows(IllegalArgumentException.class, () -> new GuardSettings(20, 1, 30, day, hour, day));
        assertThrows(IllegalArgumentException.class, () -> new GuardSettings(20, 5, 101, day, hour, day));
        assertThrows(IllegalArgumentException.class, () -> new GuardSettings(20, 5, 30, hour, hour, day));
        assertThrows(IllegalArgumentException.class, () -> new GuardSettings(20, 5, 30, day, day, hour));
    }
}
