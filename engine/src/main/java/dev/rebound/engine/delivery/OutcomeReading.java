package dev.rebound.engine.delivery;

import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.Confidence;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.Observation;
import dev.rebound.core.smtp.SmtpCommand;
import dev.rebound.core.smtp.SmtpReply;
import dev.rebound.engine.lane.Sign;
import dev.rebound.engine.ledger.Evidence;
import dev.rebound.engine.ledger.EvidenceSource;
import dev.rebound.engine.manners.Manners;
import java.time.Duration;
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
    private final Manners manners;
    private final Relay relay;

    OutcomeReading(Function<Diagnostic, Verdict> classifier, Manners manners, Relay relay) {
        this.classifier = classifier;
        this.manners = manners;
        this.relay = relay;
    }

    /**
     * An observation and what it rests on.
     *
     * @param sign what it says about the destination
     */
    record Reading(Observation observation, Evidence evidence, Sign sign) {}

    /**
     * What was tried.
     *
     * @param destination the name of its lane
     * @param attemptsBefore how many there were
     * @param deadline when trying ends, if that is known
     * @param tryFor how long its email asks to be tried at most
     */
    record Tried(
            MessageId message,
            String destination,
            int attemptsBefore,
            Optional<Instant> deadline,
            Optional<Duration> tryFor,
            Instant at) {

        static Tried of(QueuedMessage message, String destination, Instant at) {
            return new Tried(message.id(), destination, message.attempts(), message.deadline(), message.tryFor(), at);
        }

        /** When trying ends; of a first deferral only if its email asks for something of its own. */
        Optional<Instant> end() {
            return deadline.or(() -> tryFor.map(at::plus));
        }
    }

    Reading read(Tried tried, AttemptOutcome.Made outcome) {
        return switch (outcome) {
            case AttemptOutcome.Replied replied when replied.delivered() -> delivered(tried, replied);
            case AttemptOutcome.Replied replied -> refused(tried, replied);
            case AttemptOutcome.Failed failed -> unanswered(tried, failed);
        };
    }

    private Reading delivered(Tried tried, AttemptOutcome.Replied replied) {
        Diagnostic diagnostic = Diagnostic.of(replied.reply(), SmtpCommand.END_OF_DATA, replied.remoteMta());
        return taken(tried.message(), tried.at(), reply(tried, diagnostic, replied));
    }

    /** The server took it, as the journal says; how the dialogue was protected is not in it. */
    Reading taken(MessageId message, SmtpReply reply, String remoteMta, Instant at) {
        Diagnostic diagnostic = Diagnostic.of(reply, SmtpCommand.END_OF_DATA, remoteMta);
        return taken(message, at, evidence(message, EvidenceSource.SMTP_REPLY, diagnostic, at));
    }

    private Reading taken(MessageId message, Instant at, Evidence evidence) {
        Observation observation = relay == Relay.NONE
                ? new Observation.Taken(message, at, evidence.id())
                : new Observation.TakenByRelay(message, at, evidence.id());
        return new Reading(observation, evidence, Sign.ANSWERED);
    }

    private Reading refused(Tried tried, AttemptOutcome.Replied replied) {
        Diagnostic said = Diagnostic.of(replied.reply(), replied.command(), replied.remoteMta());
        Evidence evidence = reply(tried, said, replied);
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
                        ? new Observation.PermanentFailure(tried.message(), tried.at(), evidence.id(), verdict)
                        : temporary(tried, evidence, verdict),
                evidence,
                sign(tried, replied, verdict));
    }

    private Reading unanswered(Tried tried, AttemptOutcome.Failed failed) {
        Diagnostic diagnostic = new Diagnostic(
                failed.failure().isPermanent() ? Diagnostic.Finality.FINAL : Diagnostic.Finality.STILL_TRYING,
                OptionalInt.empty(),
                Optional.empty(),
                failed.detail(),
                failed.command(),
                failed.remoteMta());
        Evidence evidence = evidence(tried.message(), EvidenceSource.CONNECTION, diagnostic, tried.at());
        Verdict verdict = verdictOf(failed.failure());
        return new Reading(
                failed.failure().isPermanent()
                        ? new Observation.PermanentFailure(tried.message(), tried.at(), evidence.id(), verdict)
                        : temporary(tried, evidence, verdict),
                evidence,
                sign(tried, failed));
    }

    private Observation temporary(Tried tried, Evidence evidence, Verdict verdict) {
        Instant next = manners.nextAttempt(
                new Manners.PutOff(verdict, tried.destination(), tried.attemptsBefore() + 1, tried.at(), tried.end()));
        return new Observation.TemporaryFailure(
                tried.message(), tried.at(), evidence.id(), verdict.pending(), next, tried.tryFor());
    }

    private static Evidence reply(Tried tried, Diagnostic said, AttemptOutcome.Replied replied) {
        Evidence bare = evidence(tried.message(), EvidenceSource.SMTP_REPLY, said, tried.at());
        return new Evidence(
                bare.id(),
                bare.source(),
                bare.receivedAt(),
                said,
                Optional.of(replied.tls()),
                replied.sentFrom(),
                Optional.empty());
    }

    private static Evidence evidence(MessageId message, EvidenceSource source, Diagnostic diagnostic, Instant at) {
        EvidenceId id = EvidenceId.of(message.toString(), at.toString(), source.name(), diagnostic.text());
        return new Evidence(id, source, at, diagnostic, Optional.empty());
    }

    /** 421 closes the connection (RFC 5321, section 3.8): whatever it says, there was too much of us. */
    private Sign sign(Tried tried, AttemptOutcome.Replied replied, Verdict verdict) {
        if (replied.reply().code() == 421 || manners.asksForLess(verdict, tried.destination())) {
            return Sign.SLOWER;
        }
        if (!replied.reply().isTransient()) {
            return Sign.ANSWERED;
        }
        return replied.command() == SmtpCommand.RCPT ? Sign.PUT_OFF : refused(tried);
    }

    private static Sign refused(Tried tried) {
        return tried.attemptsBefore() > 0 ? Sign.REFUSED_AGAIN : Sign.REFUSED;
    }

    /** A server that falls silent in the middle of a message answers others; before that, it answers nobody. */
    private static Sign sign(Tried tried, AttemptOutcome.Failed failed) {
        return switch (failed.failure()) {
            case NO_SUCH_DOMAIN, NULL_MX, LOOPS_BACK, INTERNAL_ERROR -> Sign.NOTHING;
            case DNS_TROUBLE, CONNECTION_REFUSED, CONNECTION_TIMED_OUT, UNREACHABLE, TLS_FAILED, NOT_AUTHENTICATED ->
                Sign.SILENT;
            case CONNECTION_LOST, REPLY_TIMED_OUT, PROTOCOL_ERROR ->
                failed.command().filter(OutcomeReading::isOfMessage).isPresent() ? refused(tried) : Sign.SILENT;
        };
    }

    private static boolean isOfMessage(SmtpCommand command) {
        return switch (command) {
            case MAIL, RCPT, DATA, END_OF_DATA -> true;
            case CONNECT, EHLO, STARTTLS, AUTH, RSET, QUIT -> false;
        };
    }

    private static Verdict verdictOf(NetworkFailure failure) {
        BounceType type = failure.isPermanent() ? BounceType.HARD : BounceType.PENDING;
        Reason reason = failure.isPermanent() ? Reason.UNKNOWN_USER : Reason.TEMPORARY;
        return new Verdict(
                type, reason, failure.fault(), Confidence.HIGH, failure.rule(), BUILT_IN, List.of(), Optional.empty());
    }
}
