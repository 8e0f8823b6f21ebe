package dev.rebound.server.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rebound.core.bounce.Reason;
import dev.rebound.core.policy.Consequence;
import dev.rebound.core.policy.Policy;
import dev.rebound.core.policy.Trigger;
import dev.rebound.feed.policy.PolicyReader;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the API says of a policy is what the stream job reads. */
final class PolicyJsonTest {

    @Test
    void whoeverIsGivenTheAnswerComesToTheSamePolicy() {
        Map<Reason, Consequence> own = new EnumMap<>(Policy.protective().consequences());
        own.put(
                Reason.SPAM,
                new Consequence(
                        new Trigger.Repeated(4, Duration.ofDays(20)),
                        Optional.of(Duration.ofDays(60)),
                        Optional.of(Duration.ofDays(30)),
                        true));
        for (Policy policy : List.of(Policy.standard(), Policy.protective(), new Policy(own, false))) {
            assertEquals(policy, PolicyReader.read(PolicyJson.of(policy).text()));
        }
    }
}
