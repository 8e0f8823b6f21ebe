package dev.rebound.core.ledger;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.guard.CircuitId;
import dev.rebound.core.policy.Effect;
import java.time.Instant;
import java.util.Optional;

/**
 * One thing that happened, never changed and never deleted. Every state is a fold over these
 * ({@link AddressState#apply}), so an event carries what was decided at the time, for example the
 * effect the policy then had, and a replay years later needs no old settings.
 */
public sealed interface LedgerEvent {

    /** The address it is about: events of one address are in order. */
    AddressKey address();

    /** The account in which it happened. */
    AccountId account();

    /** When, by the clock of the node that recorded it. */
    Instant at();

    /** Something that happened to one message. */
    sealed interface OfMessage extends LedgerEvent {
        MessageId message();
    }

    /** Something that rests on a piece of evidence. */
    sealed interface WithEvidence extends OfMessage {
        EvidenceId evidence();
    }

    /** The guard laid a hand on a message's bounce, or took it away. */
    sealed interface OfHold extends OfMessage {

        /** The opening of a circuit that held it. */
        CircuitId circuit();

        /** What the account holds against the address from now on. */
        Reassessment standing();
    }

    /** The message was accepted for sending. */
    record Queued(AddressKey address, AccountId account, MessageId message, Instant at) implements OfMessage {}

    /** The recipient was left out. */
    record NotSent(AddressKey address, AccountId account, MessageId message, Instant at, NotSentReason why)
            implements OfMessage {}

    /**
     * An attempt was refused for now, or reached nobody.
     *
     * @param verdict always {@link dev.rebound.core.bounce.BounceType#PENDING}
     * @param nextAttempt when it will be tried again
     * @param deadline when trying ends
     */
    record Deferred(
            AddressKey address,
            AccountId account,
            MessageId message,
            Instant at,
            EvidenceId evidence,
            Verdict verdict,
            Instant nextAttempt,
            Instant deadline)
            implements WithEvidence {}

    /** The recipient's server answered 250 to the end of data: to us, or to the relay that says so. */
    record Delivered(AddressKey address, AccountId account, MessageId message, Instant at, EvidenceId evidence)
            implements WithEvidence {}

    /** A relay took the message; what the recipient's server says we will learn from reports only. */
    record Relayed(AddressKey address, AccountId account, MessageId message, Instant at, EvidenceId evidence)
            implements WithEvidence {}

    /**
     * Refused for good, by reply or by report.
     *
     * @param effect what the account's policy made of it at the time
     */
    record Bounced(
            AddressKey address,
            AccountId account,
            MessageId message,
            Instant at,
            EvidenceId evidence,
            Verdict verdict,
            Effect effect)
            implements WithEvidence {}

    /**
     * The deadline passed while the message was pending: a soft bounce.
     *
     * @param effect what the account's policy made of it at the time
     */
    record Expired(AddressKey address, AccountId account, MessageId message, Instant at, Verdict verdict, Effect effect)
            implements OfMessage {}

    /** A report that changes nothing but belongs on the timeline. */
    record Noted(
            AddressKey address, AccountId account, MessageId message, Instant at, EvidenceId evidence, NoteKind kind)
            implements WithEvidence {}

    /**
     * Rebound stopped between handing the message over and recording the answer. The server may have
     * taken it; it is tried again, so the recipient may get it twice.
     */
    record Interrupted(AddressKey address, AccountId account, MessageId message, Instant at) implements OfMessage {}

    /** Somebody lifted the account's suppression of the address. */
    record Unbounced(AddressKey address, AccountId account, Instant at, String by, String why) implements LedgerEvent {}

    /** Somebody imported what another system held against the address; from now on the account does too. */
    record Imported(AddressKey address, AccountId account, Instant at, Suppression suppression, String by)
            implements LedgerEvent {}

    /** Somebody took an import back, and with it the account's suppression of the address. */
    record Withdrawn(AddressKey address, AccountId account, Instant at, BulkId list, String by)
            implements LedgerEvent {}

    /** Somebody took an unbounce back: what it had lifted holds again. */
    record Restored(AddressKey address, AccountId account, Instant at, Lifted lifted, String by)
            implements LedgerEvent {}

    /** The account's suppression of the address ended by itself, as the policy had said. */
    record Lapsed(AddressKey address, AccountId account, Instant at) implements LedgerEvent {}

    /** The address was probed and took the message, which ended the account's suppression. */
    record Recovered(AddressKey address, AccountId account, Instant at) implements LedgerEvent {}

    /**
     * The rules changed, and the evidence of a bounce was judged again.
     *
     * @param run which going through the history it was part of
     * @param before what the message's verdict was
     * @param verdict what it is from now on
     */
    record Reclassified(
            AddressKey address,
            AccountId account,
            MessageId message,
            Instant at,
            long run,
            Verdict before,
            Verdict verdict)
            implements OfMessage {}

    /**
     * The account's policy changed, or the verdict of one of its bounces, and its history with the address was gone through again.
     *
     * @param suppression the account's from now on
     * @param vote since when the account counts towards the global list
     */
    record Reassessed(
            AddressKey address,
            AccountId account,
            Instant at,
            Optional<Suppression> suppression,
            Optional<Instant> vote)
            implements LedgerEvent {}

    /** The guard holds the message's bounce, whatever it did before: it suppresses nobody and counts nowhere. */
    record Held(
            AddressKey address,
            AccountId account,
            MessageId message,
            Instant at,
            CircuitId circuit,
            Reassessment standing)
            implements OfHold {}

    /** The message's bounce is held against the address, as if the guard had never held it. */
    record Released(
            AddressKey address,
            AccountId account,
            MessageId message,
            Instant at,
            CircuitId circuit,
            Reassessment standing)
            implements OfHold {}

    /** The message's bounce was not the address's fault: it suppresses nobody and counts nowhere. */
    record RolledBack(
            AddressKey address,
            AccountId account,
            MessageId message,
            Instant at,
            CircuitId circuit,
            Reassessment standing)
            implements OfHold {}

    /** Enough accounts have bounced it for good; the account is the one that tipped the scale. */
    record GloballyBounced(AddressKey address, AccountId account, Instant at) implements LedgerEvent {}

    /**
     * The guard took away a bounce that had counted, and without it too few accounts count. The account is the
     * one whose bounce it was; the others go on counting.
     */
    record GlobalWithdrawn(AddressKey address, AccountId account, Instant at) implements LedgerEvent {}

    /** An operator lifted the global bounce; accounts count anew from here on. */
    record GlobalLifted(AddressKey address, AccountId account, Instant at, String by, String why)
            implements LedgerEvent {}
}
