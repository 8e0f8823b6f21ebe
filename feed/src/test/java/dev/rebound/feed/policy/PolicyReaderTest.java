package dev.rebound.feed.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rebound.core.bounce.Reason;
import dev.rebound.core.policy.Consequence;
import dev.rebound.core.policy.Policy;
import dev.rebound.core.policy.Trigger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Policies in the API's form. */
final class PolicyReaderTest {

    @Test
    void whatIsNotNamedIsAsThePresetSays() {
        assertEquals(Policy.standard(), PolicyReader.read("{}"));
        assertEquals(Policy.protective(), PolicyReader.read("{\"preset\": \"PROTECTIVE\"}"));
    }

    @Test
    void aReasonDoesWhatIsSaid() {
        Policy policy = PolicyReader.read("""
                {"heedsGlobalList": false, "reasons": [
                {"reason": "MAILBOX_FULL", "suppress": "REPEATED", "bounces": 3, "withinDays": 14, "probeAfterDays": 30,
                 "expiresAfterDays": 90, "countsTowardsGlobalList": true},
                {"reason": "SPAM", "suppress": "NEVER", "countsTowardsGlobalList": false}]}""");

        assertEquals(
                new Consequence(
                        new Trigger.Repeated(3, Duration.ofDays(14)),
                        Optional.of(Duration.ofDays(90)),
                        Optional.of(Duration.ofDays(30)),
                        true),
                policy.of(Reason.MAILBOX_FULL));
        assertEquals(Consequence.none(), policy.of(Reason.SPAM));
        assertEquals(Policy.standard().of(Reason.UNKNOWN_USER), policy.of(Reason.UNKNOWN_USER));
        assertEquals(false, policy.heedsGlobal());
    }

    @Test
    void whatNobodyKnowsIsAnError() {
        for (String wrong : List.of(
                "",
                "[]",
                "{\"reason\": []}",
                "{\"preset\": \"LAX\"}",
                "{\"reasons\": [{\"reason\": \"SPAMMY\", \"suppress\": \"NEVER\"}]}",
                "{\"reasons\": [{\"reason\": \"SPAM\", \"suppress\": \"SOMETIMES\"}]}",
                "{\"reasons\": [{\"reason\": \"SPAM\", \"suppress\": \"REPEATED\", \"bounces\": 0}]}")) {
            assertThrows(IllegalArgumentException.class, () -> PolicyReader.read(wrong), wrong);
        }
    }
}
