package dev.rebound.engine.inbox;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.engine.ledger.Evidence;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Port: one-to-one emails. Methods with an account see that account only. */
public interface OneToOneMessages {

    /** Keeps one that is about to be handed over, without what it says; returns after commit. */
    default OneToOneId begin(NewOneToOne email, Instant at) {
        return begin(email, OneToOneContent.NOT_KEPT, at);
    }

    /** Keeps one that is about to be handed over, and what it says; returns after commit. */
    OneToOneId begin(NewOneToOne email, OneToOneContent content, Instant at);

    /**
     * A server took it, or a report proves that one did: it becomes a message of the ledger, unless it is one already.
     *
     * @param evidence the server's reply, or what proves it
     * @return completes with its number when that is committed and synced
     */
    CompletableFuture<MessageId> sent(OneToOneId id, Evidence evidence);

    /**
     * The owner's server refused it: it becomes a message of the ledger that bounced, unless it is one already.
     *
     * @param evidence the server's reply
     * @param verdict what it means; not pending, because nobody tries again by themselves
     * @return completes with its number when that is committed and synced
     */
    CompletableFuture<MessageId> refused(OneToOneId id, Evidence evidence, Verdict verdict);

    /** What became of the copy in the sender's own folder; returns after commit. */
    void copied(OneToOneId id, OneToOneCourse.SentCopyState copy, String words);

    /** It was not handed over, or nobody knows; returns after commit. */
    void ended(OneToOneId id, OneToOneMessage.OneToOneState state, String words);

    /**
     * Those still being handed over when their process ended are unclear from now on.
     *
     * @param begunBefore those begun later may still be under way
     * @return how many there were
     */
    int endInterrupted(Instant begunBefore);

    Optional<OneToOneMessage> find(AccountId account, OneToOneId id);

    /** Newest first. */
    List<OneToOneMessage> page(AccountId account, Optional<OneToOneId> before, int limit);

    /** The one with a token that was handed over through an inbox. */
    Optional<OneToOneMessage> withToken(InboxId inbox, OneToOneToken token);

    /** The one with this Message-ID. */
    Optional<OneToOneMessage> withHeaderId(InboxId inbox, String headerId);

    /** Those to an address between two moments, the latest first. */
    List<OneToOneMessage> toAddress(InboxId inbox, AddressKey address, Period period, int limit);

    /** From one moment to another, both included. */
    record Period(Instant from, Instant to) {}
}
