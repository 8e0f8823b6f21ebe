package dev.rebound.engine.email;

import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.NotSentReason;
import java.util.Optional;

/**
 * Which recipients of an email to show; all parts must fit.
 *
 * @param search beginnings of words of address, name or a property, any case; empty for all; a whole address that somebody has finds just that one
 */
public record RecipientFilter(Group group, Optional<Reason> reason, Optional<NotSentReason> notSent, String search) {

    /** The entries of the menu on the left. */
    public enum Group {
        SELECTED,
        SENT,
        DELIVERED,
        BOUNCED,
        HARD,
        SOFT,
        GLOBAL,
        PENDING,
        NOT_SENT
    }

    /** Everybody who was chosen. */
    public static RecipientFilter everybody() {
        return new RecipientFilter(Group.SELECTED, Optional.empty(), Optional.empty(), "");
    }
}
