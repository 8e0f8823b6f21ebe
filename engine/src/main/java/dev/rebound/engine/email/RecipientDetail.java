package dev.rebound.engine.email;

import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.Suppression;
import dev.rebound.engine.email.Opinions.Opinion;
import dev.rebound.engine.ledger.Evidence;
import java.util.List;
import java.util.Optional;

/**
 * Everything about one recipient of an email.
 *
 * @param email the email it is a recipient of
 * @param steps what happened, oldest first
 * @param suppression of the address in this account now
 * @param opinion what somebody of the account thinks of the verdict
 */
public record RecipientDetail(
        Optional<EmailId> email,
        RecipientRow row,
        List<Step> steps,
        Optional<Suppression> suppression,
        Optional<Opinion> opinion) {

    public RecipientDetail {
        steps = List.copyOf(steps);
    }

    /** One event and what it rests on. */
    public record Step(LedgerEvent event, Optional<Evidence> evidence) {}
}
