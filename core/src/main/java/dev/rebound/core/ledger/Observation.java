package dev.rebound.core.ledger;

import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.guard.CircuitId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Something the outside world or a person did, before the rules have made anything of it. */
public sealed interface Observation {

    /** When it was seen. */
    Instant at();

    /** The account that it names; that of an observation of a known message is the message's. */
    default Optional<AccountId> accountNamed() {
        return switch (this) {
            case Accepted o -> Optional.of(o.account());
            case LeftOut o -> Optional.of(o.account());
            case SentThroughInbox o -> Optional.of(o.account());
            case OfferedThroughInbox o -> Optional.of(o.account());
            case Unbounce o -> Optional.of(o.account());
            case Import o -> Optional.of(o.account());
            case Withdraw o -> Optional.of(o.account());
            case Restore o -> Optional.of(o.account());
            case Reassess o -> Optional.of(o.account());
            case Reclassify ignored -> Optional.empty();
            case TemporaryFailure ignored -> Optional.empty();
            case Taken ignored -> Optional.empty();
            case TakenByRelay ignored -> Optional.empty();
            case PermanentFailure ignored -> Optional.empty();
            case SideNote ignored -> Optional.empty();
            case CutOff ignored -> Optional.empty();
            case LiftGlobal ignored -> Optional.empty();
            case BouncedGlobally ignored -> Optional.empty();
            case HoldBack ignored -> Optional.empty();
            case Release ignored -> Optional.empty();
            case RollBack ignored -> Optional.empty();
            case TimePassed ignored -> Optional.empty();
        };
    }

    /** Whether a message can begin with it. */
    default boolean begins() {
        return this instanceof Accepted
                || this instanceof LeftOut
                || this instanceof SentThroughInbox
                || this instanceof OfferedThroughInbox;
    }

    /** The message that it is about; empty if it is about the address. */
    default Optional<MessageId> about() {
        return switch (this) {
            case Accepted o -> Optional.of(o.message());
            case LeftOut o -> Optional.of(o.message());
            case SentThroughInbox o -> Optional.of(o.message());
            case OfferedThroughInbox o -> Optional.of(o.message());
            case TemporaryFailure o -> Optional.of(o.message());
            case Taken o -> Optional.of(o.message());
            case TakenByRelay o -> Optional.of(o.message());
            case PermanentFailure o -> Optional.of(o.message());
            case SideNote o -> Optional.of(o.message());
            case CutOff o -> Optional.of(o.message());
            case HoldBack o -> Optional.of(o.message());
            case Release o -> Optional.of(o.message());
            case RollBack o -> Optional.of(o.message());
            case Reclassify o -> Optional.of(o.message());
            case Unbounce ignored -> Optional.empty();
            case LiftGlobal ignored -> Optional.empty();
            case BouncedGlobally ignored -> Optional.empty();
            case Import ignored -> Optional.empty();
            case Withdraw ignored -> Optional.empty();
            case Restore ignored -> Optional.empty();
            case Reassess ignored -> Optional.empty();
            case TimePassed ignored -> Optional.empty();
        };
    }

    /** A message is accepted for sending. */
    record Accepted(AccountId account, MessageId message, Instant at) implements Observation {}

    /** A recipient is left out, when the email is sent or when its turn for an attempt comes. */
    record LeftOut(AccountId account, MessageId message, Instant at, NotSentReason why) implements Observation {}

    /**
     * An attempt was refused for now or reached nobody.
     *
     * @param nextAttempt when the schedule would try again; not before the deadline ends in expiry
     * @param tryFor how long its email asks to be tried, if that is less than the rule book says
     */
    record TemporaryFailure(
            MessageId message,
            Instant at,
            EvidenceId evidence,
            Verdict verdict,
            Instant nextAttempt,
            Optional<Duration> tryFor)
            implements Observation {

        /** Of a message whose email asks for nothing of its own. */
        public TemporaryFailure(
                MessageId message, Instant at, EvidenceId evidence, Verdict verdict, Instant nextAttempt) {
            this(message, at, evidence, verdict, nextAttempt, Optional.empty());
        }
    }

    /** The recipient's server took the message, from us or from a relay. */
    record Taken(MessageId message, Instant at, EvidenceId evidence) implements Observation {}

    /** A relay took the message. */
    record TakenByRelay(MessageId message, Instant at, EvidenceId evidence) implements Observation {}

    /**
     * A one-to-one email went out through the mailbox of whoever wrote it: a relay of theirs took it. What the account holds
     * against the address does not stop it; who wrote it was warned.
     */
    record SentThroughInbox(AccountId account, MessageId message, Instant at, EvidenceId evidence)
            implements Observation {}

    /**
     * A one-to-one email was offered to the server of whoever wrote it, which refused it: what it said is the next observation.
     * As with {@link SentThroughInbox}, what the account holds against the address does not stop it.
     */
    record OfferedThroughInbox(AccountId account, MessageId message, Instant at) implements Observation {}

    /**
     * Refused for good, or reported as failed with proven evidence.
     *
     * @param heldBy the circuit that was open for such failures when it was recorded
     */
    record PermanentFailure(
            MessageId message, Instant at, EvidenceId evidence, Verdict verdict, Optional<CircuitId> heldBy)
            implements Observation {

        /** While no circuit is open for such failures. */
        public PermanentFailure(MessageId message, Instant at, EvidenceId evidence, Verdict verdict) {
            this(message, at, evidence, verdict, Optional.empty());
        }

        /** The same while this circuit is open. */
        public PermanentFailure heldBy(CircuitId circuit) {
            return new PermanentFailure(message, at, evidence, verdict, Optional.of(circuit));
        }
    }

    /** A report that decides nothing. */
    record SideNote(MessageId message, Instant at, EvidenceId evidence, NoteKind kind) implements Observation {}

    /** An attempt of an earlier run ended without a record of its answer. */
    record CutOff(MessageId message, Instant at) implements Observation {}

    /** A person lifts the account's suppression; nothing while the address is bounced globally. */
    record Unbounce(AccountId account, Instant at, String by, String why) implements Observation {}

    /** An operator lifts the global bounce. */
    record LiftGlobal(Instant at, String by, String why) implements Observation {}

    /**
     * Installations that share what they know count their accounts together, and together they bounce the address globally.
     *
     * @param at since when
     */
    record BouncedGlobally(Instant at) implements Observation {}

    /** A person brings what another system held against the address. */
    record Import(AccountId account, Instant at, Line line, String by) implements Observation {

        /**
         * What a line of a list says.
         *
         * @param list the import it comes with
         * @param said when the address bounced, if the list says that
         * @param original what the other system said, in its own words
         */
        public record Line(BulkId list, ListSource source, Reason reason, Optional<Instant> said, String original) {}

        /** The suppression that it asks for. */
        Suppression suppression() {
            Instant since = line.said().filter(at::isAfter).orElse(at);
            return Suppression.imported(
                    line.reason(), since, new Cause.Listed(line.list(), line.source(), line.original(), at));
        }
    }

    /** A person takes back what an import did. */
    record Withdraw(AccountId account, Instant at, BulkId list, String by) implements Observation {}

    /** A person puts back what an unbounce lifted. */
    record Restore(AccountId account, Instant at, Lifted lifted, String by) implements Observation {}

    /** The account's policy has changed: its history with the address is gone through again. */
    record Reassess(AccountId account, Instant at) implements Observation {}

    /** The message's bounce belongs to what made a circuit open: it is held after all. */
    record HoldBack(MessageId message, CircuitId circuit, Instant at) implements Observation {}

    /** What the circuit held of the message is held against the address. */
    record Release(MessageId message, CircuitId circuit, Instant at) implements Observation {}

    /** What the circuit held of the message was not the address's fault. */
    record RollBack(MessageId message, CircuitId circuit, Instant at) implements Observation {}

    /**
     * The evidence of a bounce was judged again, by other rules; nothing if the message's verdict is no longer the
     * one that was looked at.
     *
     * @param run which going through the history it is part of
     * @param before the verdict that was looked at
     * @param verdict what it should be
     */
    record Reclassify(MessageId message, Instant at, long run, Verdict before, Verdict verdict) implements Observation {

        public Reclassify {
            if (verdict.type() == BounceType.PENDING) {
                throw new IllegalArgumentException("a bounce is not pending");
            }
        }
    }

    /** Nothing but time has passed. */
    record TimePassed(Instant at) implements Observation {}
}
