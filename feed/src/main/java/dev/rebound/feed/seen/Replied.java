package dev.rebound.feed.seen;

import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.Diagnostic.Finality;
import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.NoteKind;
import dev.rebound.core.ledger.Observation;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * A server's answer to an attempt at a message, by whichever mailer.
 *
 * <p>Whether it is tried again is the reply code's to say (RFC 5321, section 4.2.1), as for our own attempts; what
 * it means for the address is the classifier's.
 *
 * @param next when it is tried again; the moment of the answer if that is not known
 */
public record Replied(MessageId message, Instant at, EvidenceId evidence, Diagnostic said, Instant next) {

    /** What was seen by it. */
    public static Observation observation(Replied reply, Judge judge) {
        int code = reply.said.code().orElseThrow(() -> new UnreadableException("a reply without a code"));
        if (code < 400) {
            return new Observation.Taken(reply.message, reply.at, reply.evidence);
        }
        Verdict verdict = judge.judge(reply.said);
        return code >= 500 ? failed(reply, verdict) : deferred(reply, verdict);
    }

    /** Who gave up for good is believed, but a verdict that is pending decides nothing. */
    static Observation failed(Replied reply, Verdict verdict) {
        return verdict.type() == BounceType.PENDING
                ? new Observation.SideNote(reply.message, reply.at, reply.evidence, NoteKind.DELAY)
                : new Observation.PermanentFailure(reply.message, reply.at, reply.evidence, verdict);
    }

    static Observation deferred(Replied reply, Verdict verdict) {
        return new Observation.TemporaryFailure(reply.message, reply.at, reply.evidence, verdict.pending(), reply.next);
    }

    /** What a code says of whether the server has given up. */
    static Finality finality(OptionalInt code) {
        if (code.isEmpty()) {
            return Finality.UNSTATED;
        }
        return code.getAsInt() >= 500 ? Finality.FINAL : Finality.STILL_TRYING;
    }
}
