package dev.rebound.server.contact;

import dev.rebound.core.address.AddressReader;
import dev.rebound.core.address.EmailAddress;
import dev.rebound.engine.contact.ContactProperties;
import dev.rebound.engine.contact.NewContact;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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

    /** The same with properties by name; of those that are empty nothing is kept. */
    static ContactEntry read(String email, String firstName, String lastName, Map<String, String> properties) {
        ContactEntry entry = read(email, firstName, lastName);
        if (properties.isEmpty() || !(entry instanceof Good good)) {
            return entry;
        }
        Map<String, String> stripped = stripped(properties);
        stripped.values().removeIf(String::isEmpty);
        return problemOf(stripped, ContactProperties.NONE)
                .<ContactEntry>map(Bad::new)
                .orElseGet(() -> new Good(good.contact().with(ContactProperties.of(stripped))));
    }

    /** Without white space around values. */
    static Map<String, String> stripped(Map<String, String> properties) {
        Map<String, String> stripped = new TreeMap<>();
        properties.forEach((name, value) -> stripped.put(name, value.strip()));
        return stripped;
    }

    /**
     * What is wrong with changes of properties.
     *
     * @param known those that there are before
     */
    static Optional<ContactProblem> problemOf(Map<String, String> changes, ContactProperties known) {
        if (!changes.keySet().stream().allMatch(ContactProperties::isName)) {
            return Optional.of(ContactProblem.PROPERTY_NAME);
        }
        if (changes.values().stream().anyMatch(value -> value.codePoints().anyMatch(ContactEntry::isHarmful))) {
            return Optional.of(ContactProblem.PROPERTY_CONTROL_CHARACTER);
        }
        if (changes.values().stream().anyMatch(value -> value.length() > ContactProperties.VALUE_LENGTH_MAX)) {
            return Optional.of(ContactProblem.PROPERTY_TOO_LONG);
        }
        return known.isRoomFor(changes) ? Optional.empty() : Optional.of(ContactProblem.PROPERTY_TOO_MANY);
    }

    /** Whether an account that has some names may have others too. */
    static boolean isRoom(Set<String> known, Set<String> others) {
        Set<String> all = new TreeSet<>(known);
        all.addAll(others);
        return all.size() <= ContactProperties.NAMES_MAX || known.containsAll(others);
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
