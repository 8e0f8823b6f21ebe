package dev.rebound.server.contact;

import dev.rebound.core.address.AddressReader;
import dev.rebound.core.address.EmailAddress;
import dev.rebound.engine.contact.NewContact;
import java.util.stream.Stream;

/** Reads what somebody entered about a contact: the one place that checks it, for form, API and file. */
sealed interface ContactEntry {

    /** It can be kept. */
    record Good(NewContact contact) implements ContactEntry {}

    /** It cannot, and why. */
    record Bad(ContactProblem problem) implements ContactEntry {}

    /** Checks the three parts; white space around each is passed over. */
    static ContactEntry read(String email, String firstName, String lastName) {
        return switch (AddressReader.read(email)) {
            case AddressReader.Invalid invalid -> new Bad(ContactProblem.of(invalid.problem()));
            case AddressReader.Valid valid -> named(valid.address(), firstName.strip(), lastName.strip());
        };
    }

    private static ContactEntry named(EmailAddress email, String firstName, String lastName) {
        if (Stream.of(firstName, lastName).anyMatch(name -> name.codePoints().anyMatch(ContactEntry::isHarmful))) {
            return new Bad(ContactProblem.NAME_CONTROL_CHARACTER);
        }
        if (Stream.of(firstName, lastName).anyMatch(name -> name.length() > NewContact.NAME_LENGTH_MAX)) {
            return new Bad(ContactProblem.NAME_TOO_LONG);
        }
        return new Good(new NewContact(email, firstName, lastName));
    }

    /** Control characters, line separators, half characters, and U+202A to 202E, 2066 to 2069 (bidi controls). */
    private static boolean isHarmful(int c) {
        return Character.isISOControl(c)
                || c == 0x2028
                || c == 0x2029
                || (c >= 0xd800 && c <= 0xdfff)
                || (c >= 0x202a && c <= 0x202e)
                || (c >= 0x2066 && c <= 0x2069);
    }
}
