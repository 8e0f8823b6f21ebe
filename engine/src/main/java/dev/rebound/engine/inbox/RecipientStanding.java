package dev.rebound.engine.inbox;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.core.policy.Policy;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.contact.Contacts;
import dev.rebound.engine.ledger.Ledger;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/**
 * What speaks against writing to an address: the same reasons, in the same order, for which marketing email leaves it out. Whether
 * somebody may insist is for the caller to say. Thread-safe.
 */
public final class RecipientStanding {

    private final Ledger ledger;
    private final Contacts contacts;
    private final Function<AccountId, Policy> policies;
    private final InstantSource clock;

    /**
     * @param policies those in force
     */
    public RecipientStanding(
            Ledger ledger, Contacts contacts, Function<AccountId, Policy> policies, InstantSource clock) {
        this.ledger = ledger;
        this.contacts = contacts;
        this.policies = policies;
        this.clock = clock;
    }

    /** Why a marketing email would leave the address out now; empty if it would not. */
    public Optional<NotSentReason> refusal(AccountId account, EmailAddress address, Optional<ContactId> contact) {
        return ledger.state(address.key())
                .refusalFor(account, policies.apply(account), clock.instant())
                .or(() -> contact.flatMap(id -> contacts.find(account, id))
                        .filter(view -> view.contact().unsubscribedAt().isPresent())
                        .map(view -> NotSentReason.UNSUBSCRIBED));
    }
}
