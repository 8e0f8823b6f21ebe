package dev.rebound.parse.report;

import dev.rebound.core.bounce.Diagnostic.Finality;
import java.util.Locale;
import java.util.Optional;

/** What a server did about a recipient: the Action field of RFC 3464 (section 2.3.3). */
public enum RecipientAction {
    FAILED(Finality.FINAL),
    DELAYED(Finality.STILL_TRYING),
    DELIVERED(Finality.UNSTATED),
    /** Handed to a system that does not report deliveries. */
    RELAYED(Finality.UNSTATED),
    /** Delivered to the members of an alias or list. */
    EXPANDED(Finality.UNSTATED);

    private final Finality finality;

    RecipientAction(Finality finality) {
        this.finality = finality;
    }

    /** Whether the server has given up. */
    public Finality finality() {
        return finality;
    }

    /** Reads the field; servers add comments and write "failure" for "failed". */
    static Optional<RecipientAction> parse(String field) {
        String text = field.strip().toLowerCase(Locale.ROOT);
        if (text.startsWith("fail") || text.startsWith("expired")) {
            return Optional.of(FAILED);
        }
        for (RecipientAction action : values()) {
            if (text.startsWith(action.name().toLowerCase(Locale.ROOT))) {
                return Optional.of(action);
            }
        }
        return text.startsWith("delay") || text.startsWith("deferred") ? Optional.of(DELAYED) : Optional.empty();
    }
}
