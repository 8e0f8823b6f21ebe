package dev.rebound.engine.suppression;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.Confidence;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.core.bounce.Fault;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.RuleId;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.AddressState;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.MessageState;
import dev.rebound.core.ledger.MessageStatus;
import dev.rebound.core.ledger.Observation;
import dev.rebound.engine.audit.AuditAction;
import dev.rebound.engine.audit.AuditLog;
import dev.rebound.engine.audit.AuditLog.AuditEntry;
import dev.rebound.engine.ledger.Evidence;
import dev.rebound.engine.ledger.EvidenceSource;
import dev.rebound.engine.ledger.Ledger;
import dev.rebound.engine.time.WorldClock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Use case: a person knows that a message did not arrive, from a letter that came back or a call, and says so.
 *
 * <p>It is one more piece of evidence for a message that was sent: what the bounce does is the policy's to say, and a
 * server's reply, a report and this are one bounce. An address that nothing was sent to cannot bounce; whoever wants it
 * left out imports it. The guard neither counts it nor holds it, and rules that change do not judge it again: no server
 * said anything. Thread-safe.
 */
public final class EnteringBounces {

    /** Longest explanation, in characters. */
    public static final int WHY_LENGTH_MAX = Unbouncing.WHY_LENGTH_MAX;

    /** The rule that such a verdict names; no rule file has it. */
    public static final RuleId RULE = new RuleId("entered-by-hand");

    private static final String RULES_VERSION = "entered-by-hand-1";

    private final Ledger ledger;
    private final AuditLog audit;
    private final WorldClock clock;

    public EnteringBounces(Ledger ledger, AuditLog audit, WorldClock clock) {
        this.ledger = ledger;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What somebody says.
     *
     * @param message which did not arrive; empty for the latest to the address that can have bounced
     * @param reason one of a hard bounce
     * @param by who says it
     * @param why how they know, in their own words
     */
    public record Entry(
            AccountId account, AddressKey address, Optional<MessageId> message, Reason reason, String by, String why) {

        public Entry {
            if (reason.finalType() != BounceType.HARD) {
                throw new IllegalArgumentException(reason + " is no reason of a hard bounce");
            }
        }
    }

    /** What came of it. */
    public enum Outcome {
        DONE,
        /** The account has sent the address nothing, or not this message. */
        NO_MESSAGE,
        /** Whatever was sent has hard bounced already. */
        HAS_BOUNCED,
        /** No explanation was given, or one that is too long. */
        WHY_MISSING
    }

    /** The reasons that can be entered, in the order in which they are offered. */
    public static List<Reason> reasons() {
        return List.of(Reason.values()).stream()
                .filter(reason -> reason.finalType() == BounceType.HARD)
                .toList();
    }

    /** Records it; returns after commit. */
    public Outcome enter(Entry entry) {
        if (entry.why().isBlank() || entry.why().length() > WHY_LENGTH_MAX) {
            return Outcome.WHY_MISSING;
        }
        AddressState state = ledger.state(entry.address());
        Optional<MessageId> message = state.messages().entrySet().stream()
                .filter(each -> isMeant(entry, each))
                .filter(each -> canBounce(each.getValue()))
                .max(Comparator.comparing(each -> each.getValue().since()))
                .map(Map.Entry::getKey);
        if (message.isEmpty()) {
            boolean sent = state.messages().entrySet().stream()
                    .filter(each -> isMeant(entry, each))
                    .anyMatch(each -> each.getValue().status() == MessageStatus.BOUNCED);
            return sent ? Outcome.HAS_BOUNCED : Outcome.NO_MESSAGE;
        }
        return record(entry, message.get()) ? Outcome.DONE : Outcome.HAS_BOUNCED;
    }

    private static boolean isMeant(Entry entry, Map.Entry<MessageId, MessageState> message) {
        return message.getValue().account().equals(entry.account())
                && entry.message().map(message.getKey()::equals).orElse(true);
    }

    private static boolean canBounce(MessageState message) {
        return switch (message.status()) {
            case QUEUED, PENDING, RELAYED, DELIVERED -> true;
            case BOUNCED ->
                message.verdict()
                        .filter(verdict -> verdict.type() == BounceType.HARD)
                        .isEmpty();
            case NOT_SENT -> false;
        };
    }

    private boolean record(Entry entry, MessageId message) {
        Instant now = clock.instant();
        Evidence evidence = evidence(entry, message, now);
        boolean done = ledger
                .record(
                        entry.address(),
                        new Observation.PermanentFailure(message, now, evidence.id(), verdict(entry.reason())),
                        Optional.of(evidence))
                .join()
                .stream()
                .anyMatch(LedgerEvent.Bounced.class::isInstance);
        if (done) {
            audit.append(new AuditEntry(
                    now,
                    Optional.of(entry.account()),
                    entry.by(),
                    AuditAction.BOUNCE_ENTERED,
                    entry.address().value(),
                    entry.reason() + ": " + entry.why()));
        }
        return done;
    }

    /** Named by message and reason: the same said twice, by whomever, is one piece of evidence. */
    private static Evidence evidence(Entry entry, MessageId message, Instant now) {
        Diagnostic said = new Diagnostic(
                Diagnostic.Finality.FINAL,
                OptionalInt.empty(),
                Optional.empty(),
                entry.why(),
                Optional.empty(),
                Optional.empty());
        return new Evidence(
                EvidenceId.of("by hand", message.toString(), entry.reason().name()),
                EvidenceSource.MANUAL,
                now,
                said,
                Optional.empty());
    }

    private static Verdict verdict(Reason reason) {
        return new Verdict(
                reason.finalType(),
                reason,
                faultOf(reason),
                Confidence.HIGH,
                RULE,
                RULES_VERSION,
                List.of(),
                Optional.empty());
    }

    /** As far as the reason alone says it. */
    private static Fault faultOf(Reason reason) {
        return switch (reason) {
            case UNKNOWN_USER, MAILBOX_FULL, MAILBOX_MISCONFIGURED -> Fault.RECIPIENT;
            case CONTENT, SPAM -> Fault.CONTENT;
            case RECIPIENT_TEMPORARY -> Fault.RECEIVER;
            case UNAUTHENTICATED -> Fault.SENDER_AUTHENTICATION;
            case POLICY, OTHER, FILTERED, TEMPORARY -> Fault.UNKNOWN;
        };
    }
}
