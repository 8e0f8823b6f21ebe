package dev.rebound.engine.delivery;

import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.Confidence;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.core.bounce.Fault;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.RuleId;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.Observation;
import dev.rebound.core.smtp.SmtpCommand;
import dev.rebound.core.smtp.SmtpReply;
import dev.rebound.engine.ledger.Evidence;
import dev.rebound.engine.ledger.EvidenceSource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Reads what came of an attempt: which observation it makes and on what evidence it rests.
 *
 * <p>Whether we try again is the reply code's to say and nobody else's (RFC 5321, section 4.2.1): a 4yz
 * reply is retried even if its words sound final, a 5yz reply ends it even if its words sound
 * temporary. What it means for the address is the classifier's: a 5yz rate limit is a soft bounce.
 */
final class OutcomeReading {

    /** Version shown for verdicts that no rule file makes. */
    private static final String BUILT_IN = "network-1";

    private final Function<Diagnostic, Verdict> classifier;
    private final RetrySchedule schedule;
    private final Relay relay;

    OutcomeReading(Function<Diagnostic, Verdict> classifier, RetrySchedule schedule, Relay relay) {
        this.classifier = classifier;
        this.schedule = schedule;
        this.relay = relay;
    }

    /** An observation and what it rests on. */
    record Reading(Observation observation, Evidence evidence) {}

    Reading read(MessageId message, int attemptsBefore, AttemptOutcome outcome, Instant at) {
        return switch (outcome) {
            case AttemptOutcome.Replied replied
            when replied.delivered() -> taken(message, replied.reply(), replied.remoteMta(), at);
            case AttemptOutcome.Replied replied -> refused(message, attemptsBefore, replied, at);
            case AttemptOutcome.Failed failed -> unanswered(message, attemptsBefore, failed, at);
        };
    }

    /** The server took it. Reads the same for a live attempt and for one found in the journal. */
    Reading taken(MessageId message, SmtpReply reply, String remoteMta, Instant at) {
        Diagnostic diagnostic = Diagnostic.of(reply, SmtpCommand.END_OF_DATA, remoteMta);
        Evidence evidence = evidence(message, EvidenceSource.SMTP_REPLY, diagnostic, at);
        Observation observation = relay == Relay.NONE
                ? new Observation.Taken(message, at, evidence.id())
                : new Observation.TakenByRelay(message, at, evidence.id());
        return new Reading(observation, evidence);
    }

    private Reading refused(MessageId message, int attemptsBefore, AttemptOutcome.Replied replied, Instant at) {
        Diagnostic said = Diagnostic.of(replied.reply(), replied.command(), replied.remoteMta());
        Evidence evidence = evidence(message, EvidenceSource.SMTP_REPLY, said, at);
        boolean permanent = replied.reply().isPermanent();
        Diagnostic judged = new Diagnostic(
                permanent ? Diagnostic.Finality.FINAL : Diagnostic.Finality.STILL_TRYING,
                said.code(),
                said.status(),
                said.text(),
                said.command(),
                said.remoteMta());
        Verdict verdict = classifier.apply(judged);
        return new Reading(
                permanent
                        ? new Observation.PermanentFailure(message, at, evidence.id(), verdict)
                        : temporary(message, attemptsBefore, evidence, verdict),
                evidence);
    }

    private Reading unanswered(MessageId message, int attemptsBefore, AttemptOutcome.Failed failed, Instant at) {
        Diagnostic diagnostic = new Diagnostic(
                isPermanent(failed.failure()) ? Diagnostic.Finality.FINAL : Diagnostic.Finality.STILL_TRYING,
                OptionalInt.empty(),
                Optional.empty(),
                failed.detail(),
                failed.command(),
                failed.remoteMta());
        Evidence evidence = evidence(message, EvidenceSource.CONNECTION, diagnostic, at);
        Verdict verdict = verdictOf(failed.failure());
        return new Reading(
                isPermanent(failed.failure())
                        ? new Observation.PermanentFailure(message, at, evidence.id(), verdict)
                        : temporary(message, attemptsBefore, evidence, verdict),
                evidence);
    }

    private Observation temporary(MessageId message, int attemptsBefore, Evidence evidence, Verdict verdict) {
        Instant at = evidence.receivedAt();
        return new Observation.TemporaryFailure(
                message, at, evidence.id(), verdict.pending(), schedule.next(attemptsBefore + 1, at));
    }

    private static Evidence evidence(MessageId message, EvidenceSource source, Diagnostic diagnostic, Instant at) {
        EvidenceId id = EvidenceId.of(message.toString(), at.toString(), source.name(), diagnostic.text());
        return new Evidence(id, source, at, diagnostic, Optional.empty());
    }

    private static boolean isPermanent(NetworkFailure failure) {
        return switch (failure) {
            case NO_SUCH_DOMAIN, NULL_MX -> true;
            case DNS_TROUBLE,
                    CONNECTION_REFUSED,
                    CONNECTION_TIMED_OUT,
                    UNREACHABLE,
                    CONNECTION_LOST,
                    REPLY_TIMED_OUT,
                    TLS_FAILED,
                    NOT_AUTHENTICATED,
                    PROTOCOL_ERROR,
                    LOOPS_BACK,
                    INTERNAL_ERROR -> false;
        };
    }

    private static Verdict verdictOf(NetworkFailure failure) {
        return switch (failure) {
            case NO_SUCH_DOMAIN -> unknownUser("network-no-such-domain");
            case NULL_MX -> unknownUser("network-null-mx");
            case DNS_TROUBLE -> temporary("network-dns-trouble", Fault.NETWORK);
            case CONNECTION_REFUSED -> temporary("network-connection-refused", Fault.NETWORK);
            case CONNECTION_TIMED_OUT -> temporary("network-connection-timed-out", Fault.NETWORK);
            case UNREACHABLE -> temporary("network-unreachable", Fault.NETWORK);
            case CONNECTION_LOST -> temporary("network-connection-lost", Fault.NETWORK);
            case REPLY_TIMED_OUT -> temporary("network-reply-timed-out", Fault.RECEIVER);
            case TLS_FAILED -> temporary("network-tls-failed", Fault.RECEIVER);
            case NOT_AUTHENTICATED -> temporary("network-not-authenticated", Fault.SENDER_SYSTEM);
            case PROTOCOL_ERROR -> temporary("network-protocol-error", Fault.RECEIVER);
            case LOOPS_BACK -> temporary("network-loops-back", Fault.SENDER_SYSTEM);
            case INTERNAL_ERROR -> temporary("network-internal-error", Fault.SENDER_SYSTEM);
        };
    }

    private static Verdict unknownUser(String rule) {
        return builtIn(BounceType.HARD, Reason.UNKNOWN_USER, Fault.RECIPIENT, rule);
    }

    private static Verdict temporary(String rule, Fault fault) {
        return builtIn(BounceType.PENDING, Reason.TEMPORARY, fault, rule);
    }

    private static Verdict builtIn(BounceType type, Reason reason, Fault fault, String rule) {
        return new Verdict(
                type, reason, fault, Confidence.HIGH, new RuleId(rule), BUILT_IN, List.of(), Optional.empty());
    }
}
