package dev.rebound.engine.sharing;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.Suppression;
import java.time.Instant;

/** Something that follows from all installations' ledgers together. */
public sealed interface Known {

    AddressKey address();

    /** An account holds this against the address; accounts have this installation's own numbers. */
    record Suppressed(AddressKey address, AccountId account, Suppression suppression) implements Known {}

    /**
     * An account holds nothing against the address any longer.
     *
     * @param since what was learnt later may hold all the same
     */
    record Freed(AddressKey address, AccountId account, Instant since) implements Known {}

    /** It is bounced globally. */
    record Global(AddressKey address, Instant since) implements Known {}

    /** It is not any longer. */
    record GlobalEnded(AddressKey address, Instant since) implements Known {}
}
