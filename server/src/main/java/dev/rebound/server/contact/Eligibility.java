package dev.rebound.server.contact;

import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.core.ledger.Suppression;
import dev.rebound.engine.contact.ContactView;
import java.time.Instant;
import java.util.Optional;

/** May we send to a contact? The same order of reasons as when an email is sent. */
public final class Eligibility {

    private Eligibility() {}

    /** Why a contact would be left out of a marketing email sent now; empty if it would not, or as a probe. */
    public static Optional<NotSentReason> refusal(ContactView contact, Instant now) {
        if (contact.globalSince().isPresent()) {
            return Optional.of(NotSentReason.GLOBALLY_BOUNCED);
        }
        if (contact.suppression().filter(held -> !held.mayBeProbed(now)).isPresent()) {
            return Optional.of(NotSentReason.PREVIOUSLY_BOUNCED);
        }
        return contact.contact().unsubscribedAt().map(since -> NotSentReason.UNSUBSCRIBED);
    }

    /** The property <em>Email hard bounce reason</em>: a policy may suppress for soft bounces too, which are none. */
    public static Optional<Reason> hardBounceReason(Optional<Suppression> suppression) {
        return suppression.map(Suppression::reason).filter(reason -> reason.finalType() == BounceType.HARD);
    }
}
