package dev.rebound.engine.policy;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.AddressState;
import dev.rebound.core.policy.Policy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Port: the accounts' policies, and going through an account's history with a new one. */
public interface Policies {

    /** The account's policy; {@link Policy#standard()} until it chooses one. From memory, so it costs nothing. */
    Policy current(AccountId account);

    /** The account's versions, the newest first. */
    List<PolicyVersion> versions(AccountId account, int limit);

    /** One of them. */
    Optional<PolicyVersion> version(AccountId account, int number);

    /**
     * Has the account go by this policy from now on; returns after commit. What came back before stays as it is
     * until {@link #applyNext} has come to it.
     */
    PolicyVersion choose(AccountId account, Policy policy, String by, Instant at, Optional<Integer> restores);

    /**
     * Goes through the history of the next addresses that have bounced in the account with its policy; returns
     * after commit, with how many there were. How far it has come is committed with what came of it, so whoever
     * asks again, after a crash too, goes on behind the last one.
     *
     * @return 0 once there is nothing left to do
     */
    int applyNext(AccountId account, int limit, Instant at);

    /** Accounts whose history has not been gone through to its end. */
    List<AccountId> unfinished();

    /** Shows every address that has bounced in the account, with its whole state, in one view of the store. */
    void forEachBounced(AccountId account, BiConsumer<AddressKey, AddressState> visitor);

    /** How many of the account's contacts are bounced globally. */
    long contactsBouncedGlobally(AccountId account);
}
