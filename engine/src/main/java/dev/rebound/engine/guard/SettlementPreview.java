package dev.rebound.engine.guard;

import dev.rebound.core.guard.CircuitId;
import dev.rebound.core.ledger.AddressRules;
import dev.rebound.core.ledger.AddressState;
import dev.rebound.core.ledger.Observation;
import dev.rebound.core.policy.GlobalRule;
import dev.rebound.core.policy.Policy;
import dev.rebound.core.policy.Rulebook;
import dev.rebound.engine.guard.Circuits.HeldMessage;
import java.time.Instant;

/**
 * What settling a circuit would do: the rules are asked, and what they answer is counted and thrown away.
 *
 * @param looked bounces that were looked at
 * @param suppressed of them, how many would suppress an address that is mailable now, were they released
 * @param refuted of them, how many would not because the address took mail since
 * @param freed of them, how many would make an address mailable that is suppressed now, were they rolled back
 */
public record SettlementPreview(long looked, long suppressed, long refuted, long freed) {

    /** Nothing is held. */
    public static final SettlementPreview NOTHING = new SettlementPreview(0, 0, 0, 0);

    SettlementPreview with(HeldMessage held, CircuitId circuit, Policy policy, Instant now) {
        Rulebook rulebook = new Rulebook(policy, GlobalRule.standard(), Rulebook.TRY_FOR_MAX);
        boolean isSuppressed = held.state().suppression(held.account()).isPresent();
        AddressState released = after(held, new Observation.Release(held.message(), circuit, now), rulebook);
        AddressState rolledBack = after(held, new Observation.RollBack(held.message(), circuit, now), rulebook);
        boolean refutes = released.equals(rolledBack) && !released.equals(held.state());
        return new SettlementPreview(
                looked + 1,
                suppressed
                        + count(!isSuppressed
                                && released.suppression(held.account()).isPresent()),
                refuted + count(refutes),
                freed
                        + count(isSuppressed
                                && rolledBack.suppression(held.account()).isEmpty()));
    }

    private static AddressState after(HeldMessage held, Observation observation, Rulebook rulebook) {
        AddressState state = held.state();
        return AddressRules.decide(held.address(), state, observation, rulebook).after();
    }

    private static int count(boolean is) {
        return is ? 1 : 0;
    }
}
