package dev.rebound.parse.provider;

import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.NoteKind;
import dev.rebound.core.ledger.Observation;
import java.time.Instant;
import java.util.function.Function;

/**
 * What a provider's event means for one message, once it is known which: the same whoever takes events in.
 *
 * @param at when it came
 */
public record EventMeaning(MessageId message, Instant at, ProviderEvent event) {

    /** The event's name, with the message's: told twice is told once. */
    public EvidenceId evidence() {
        return EvidenceId.of("provider event", message.toString(), event.kind().name(), event.id());
    }

    /** The observation. */
    public Observation observation(Function<Diagnostic, Verdict> classifier) {
        return switch (event.kind()) {
            case DELIVERED -> new Observation.Taken(message, at, evidence());
            case DEFERRED -> note(NoteKind.DELAY);
            case COMPLAINED -> note(NoteKind.COMPLAINT);
            case ANSWERED -> note(NoteKind.AUTO_REPLY);
            case CHALLENGED -> note(NoteKind.CHALLENGE);
            case BOUNCED -> bounced(classifier.apply(event.diagnostic()));
        };
    }

    private Observation bounced(Verdict verdict) {
        return verdict.type() == BounceType.PENDING
                ? note(NoteKind.DELAY)
                : new Observation.PermanentFailure(message, at, evidence(), verdict);
    }

    private Observation note(NoteKind kind) {
        return new Observation.SideNote(message, at, evidence(), kind);
    }
}
