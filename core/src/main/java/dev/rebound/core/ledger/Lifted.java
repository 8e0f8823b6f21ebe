package dev.rebound.core.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * What an unbounce took away, kept so that it can be put back exactly.
 *
 * @param vote since when the account counted towards the global list
 * @param pardon when the account's suppression had been lifted before that, the last time
 * @param at when it was lifted
 */
public record Lifted(Suppression suppression, Optional<Instant> vote, Optional<Instant> pardon, Instant at) {

    /**
     * What an unbounce at this moment would take away.
     *
     * @return empty if the account holds nothing against the address
     */
    public static Optional<Lifted> from(AddressState state, AccountId account, Instant at) {
        return state.suppression(account)
                .map(held ->
                        new Lifted(held, state.vote(account), state.pardons().unbounced(account), at));
    }
}
