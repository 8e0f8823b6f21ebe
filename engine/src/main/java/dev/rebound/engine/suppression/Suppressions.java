package dev.rebound.engine.suppression;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.AccountId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Port: suppressed addresses, read side. They change by ledger events only. */
public interface Suppressions {

    /** By address; {@code search} is part of one, any case. */
    List<SuppressedAddress> page(
            AccountId account, String search, Optional<Reason> reason, Optional<AddressKey> after, int limit);

    /** How many there are by reason. */
    Map<Reason, Long> counts(AccountId account);

    /** One of them. */
    Optional<SuppressedAddress> find(AccountId account, AddressKey address);

    /** Those that may be false, by address: their address gave a {@linkplain SuspectedFalse.Sign sign of life}. */
    List<SuspectedFalse> suspected(AccountId account, Optional<AddressKey> after, int limit);

    /** Global bounces, by hash. */
    List<GlobalBounce> global(Optional<String> after, int limit);

    /** The global bounce of an address, if it is one. */
    Optional<GlobalBounce> findGlobal(AddressKey address);

    /** How many addresses are suppressed for every account. */
    long globalCount();
}
