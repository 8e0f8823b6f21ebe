package dev.rebound.engine.contact;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.token.UnsubscribeSigner;
import dev.rebound.core.token.UnsubscribeSigner.Holder;
import dev.rebound.engine.audit.AuditAction;
import dev.rebound.engine.audit.AuditLog;
import dev.rebound.engine.audit.AuditLog.AuditEntry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Use case: a recipient says by the link in an email that they want no more, or want it again after all.
 * Asking twice changes nothing more. Messages that still wait are left out when their turn comes.
 * Thread-safe.
 */
public final class Unsubscribing {

    /** Who did it, in the audit log. */
    private static final String BY = "recipient";

    private final UnsubscribeSigner signer;
    private final Contacts contacts;
    private final AuditLog audit;
    private final InstantSource clock;

    public Unsubscribing(UnsubscribeSigner signer, Contacts contacts, AuditLog audit, InstantSource clock) {
        this.signer = signer;
        this.contacts = contacts;
        this.audit = audit;
        this.clock = clock;
    }

    /** What a contact's link ends with; always the same one. */
    public String token(AccountId account, ContactId contact) {
        return signer.sign(new Holder(account, contact.value()));
    }

    /** The contact whose link it is; empty if we did not make the token or the contact is gone. */
    public Optional<Contact> holder(String token) {
        return signer.check(token)
                .flatMap(holder -> contacts.find(holder.account(), new ContactId(holder.contact())))
                .map(ContactView::contact);
    }

    /**
     * Takes the contact off marketing email, or puts it back.
     *
     * @return the contact as it is now; empty as for {@link #holder}
     */
    public Optional<Contact> set(String token, boolean unsubscribed) {
        Optional<Contact> contact = holder(token);
        contact.filter(known -> known.unsubscribedAt().isPresent() != unsubscribed)
                .ifPresent(known -> change(known, unsubscribed));
        return contact.isEmpty() ? contact : holder(token);
    }

    private void change(Contact contact, boolean unsubscribed) {
        Instant now = clock.instant();
        contacts.setUnsubscribed(contact.account(), contact.id(), unsubscribed ? Optional.of(now) : Optional.empty());
        audit.append(new AuditEntry(
                now,
                Optional.of(contact.account()),
                BY,
                AuditAction.CONTACT_CHANGED,
                contact.email().key().value(),
                unsubscribed ? "unsubscribed by the link" : "subscribed again by the link"));
    }
}
