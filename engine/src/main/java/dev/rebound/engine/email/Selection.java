package dev.rebound.engine.email;

import dev.rebound.engine.contact.ContactId;
import java.util.List;

/** Which contacts a marketing email goes to. Who of them may not be sent to is decided when it is sent. */
public sealed interface Selection {

    /** Every contact of the account at the moment of sending. */
    record Everybody() implements Selection {}

    /** These. */
    record Chosen(List<ContactId> contacts) implements Selection {
        /** Most contacts chosen one by one. */
        public static final int CONTACTS_MAX = 10_000;

        public Chosen {
            contacts = List.copyOf(contacts);
            if (contacts.size() > CONTACTS_MAX) {
                throw new IllegalArgumentException("at most " + CONTACTS_MAX + " contacts can be chosen one by one");
            }
        }
    }

    /** Those to whom another email soft bounced. */
    record SoftBouncedOf(EmailId email) implements Selection {}
}
