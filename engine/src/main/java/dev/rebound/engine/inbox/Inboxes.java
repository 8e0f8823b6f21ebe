package dev.rebound.engine.inbox;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.ledger.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Port: inboxes. Methods with an account see that account only; those without are the watch's. Writes return after commit.
 */
public interface Inboxes {

    /** Most of one account that are not disconnected. */
    int COUNT_MAX = 10_000;

    /**
     * Adds one, or takes a disconnected or troubled one of the same address up again, with other servers and another secret. What was seen in it stays.
     *
     * @param sealed the secret, as {@link CredentialsBox} sealed it
     */
    Inbox connect(NewInbox inbox, byte[] sealed, Instant at);

    /** Those of an account in the order of their ids, at most {@code limit}. */
    List<Inbox> page(AccountId account, Optional<InboxId> after, int limit);

    Optional<Inbox> find(AccountId account, InboxId id);

    /** The one of this address, also a disconnected one. */
    Optional<Inbox> findByAddress(AccountId account, AddressKey address);

    /** Whichever account's. */
    Optional<Inbox> find(InboxId id);

    /** How many there are that are not disconnected. */
    long count(AccountId account);

    /** All that are to be watched, of all accounts: neither disconnected nor waiting for somebody to sign in. */
    List<InboxId> watched();

    /** How all inboxes of all accounts are, and what was seen in them. */
    Totals totals();

    /**
     * Added up over all accounts.
     *
     * @param states how many there are in each state; a state in which there is none is missing
     * @param seenAt when one of them was last looked into
     */
    record Totals(Map<Inbox.InboxState, Long> states, Inbox.Figures figures, Optional<Instant> seenAt) {

        public Totals {
            states = Map.copyOf(states);
        }

        /** Inboxes in which somebody has to do something, or that are tried again. */
        public long inTrouble() {
            return states.getOrDefault(Inbox.InboxState.TROUBLED, 0L)
                    + states.getOrDefault(Inbox.InboxState.SIGN_IN_NEEDED, 0L);
        }
    }

    /** The sealed secret; empty if it is disconnected. */
    Optional<byte[]> sealed(InboxId id);

    /** Keeps another secret, for example a renewed token; nothing if it was disconnected meanwhile. */
    void keepSealed(InboxId id, byte[] sealed);

    /** Forgets the secret and where folders have been looked at; false if there is none. */
    boolean disconnect(AccountId account, InboxId id, Instant at);

    /** Notes how it is; nothing if it was disconnected meanwhile. */
    void note(InboxId id, Inbox.Condition condition);

    /** Up to where its folders have been looked at. */
    List<FolderPosition> positions(InboxId id);

    /** Moves a folder's position on, and adds to what was seen; in one transaction. */
    void advance(InboxId id, FolderPosition position, Inbox.Figures seen, Instant at);
}
