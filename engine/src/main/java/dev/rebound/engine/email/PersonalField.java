package dev.rebound.engine.email;

import dev.rebound.core.address.EmailAddress;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What an email can say differently to everybody, written as {@code {{firstname}}}. */
public enum PersonalField {
    FIRSTNAME("firstname"),
    LASTNAME("lastname"),
    /** First and last name as one writes them. */
    FULLNAME("fullname"),
    /** The recipient's address. */
    EMAIL("email"),
    /** The address of the page on which the recipient unsubscribes. */
    UNSUBSCRIBE_LINK("unsubscribe_link");

    private static final String PREFIX = "contact.";

    private final String written;

    PersonalField(String written) {
        this.written = written;
    }

    /** As it stands between the braces. */
    public String written() {
        return written;
    }

    /** What each field says to one recipient. */
    public static Map<PersonalField, String> valuesFor(
            String fullName, String firstName, String lastName, EmailAddress email, String unsubscribeLink) {
        return Map.of(
                FIRSTNAME, firstName,
                LASTNAME, lastName,
                FULLNAME, fullName,
                EMAIL, email.text(),
                UNSUBSCRIBE_LINK, unsubscribeLink);
    }

    /** The field of this name, in any case; {@code contact.firstname} is understood as well. */
    static Optional<PersonalField> named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        String bare = lower.startsWith(PREFIX) ? lower.substring(PREFIX.length()) : lower;
        for (PersonalField field : values()) {
            if (field.written.equals(bare)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }
}
