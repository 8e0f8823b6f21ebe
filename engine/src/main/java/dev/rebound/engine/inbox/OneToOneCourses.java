package dev.rebound.engine.inbox;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.contact.ContactId;
import java.util.List;
import java.util.Optional;

/** Port: what became of one-to-one emails, for those who look. Every method sees one account only. */
public interface OneToOneCourses {

    /** One of them. */
    Optional<OneToOneCourse> find(AccountId account, OneToOneId id);

    /** What it said; empty if there is no such email. */
    Optional<OneToOneContent> content(AccountId account, OneToOneId id);

    /** Newest first. */
    List<OneToOneCourse> page(AccountId account, Optional<OneToOneId> before, int limit);

    /** Those to a contact, newest first. */
    List<OneToOneCourse> ofContact(AccountId account, ContactId contact, Optional<OneToOneId> before, int limit);
}
