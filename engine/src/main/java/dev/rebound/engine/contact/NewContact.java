package dev.rebound.engine.contact;

import dev.rebound.core.address.EmailAddress;

/** A contact to be added, or to be brought up to date where the account has the address already. */
public record NewContact(EmailAddress email, String firstName, String lastName, ContactProperties properties) {

    /** Longest name part, in characters. */
    public static final int NAME_LENGTH_MAX = 200;

    public NewContact {
        if (firstName.length() > NAME_LENGTH_MAX || lastName.length() > NAME_LENGTH_MAX) {
            throw new IllegalArgumentException("a name has at most " + NAME_LENGTH_MAX + " characters");
        }
    }

    /** One of whom no more is known. */
    public NewContact(EmailAddress email, String firstName, String lastName) {
        this(email, firstName, lastName, ContactProperties.NONE);
    }

    /** The same with properties. */
    public NewContact with(ContactProperties own) {
        return new NewContact(email, firstName, lastName, own);
    }
}
