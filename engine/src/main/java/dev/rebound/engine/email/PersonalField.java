package dev.rebound.engine.email;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.engine.contact.Contact;
import dev.rebound.engine.contact.ContactProperties;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What an email can say differently to everybody, written as {@code {{firstname}}}: one that every contact has, or a
 * {@linkplain ContactProperties property} that an account keeps, which is empty for whoever has it not.
 *
 * @param written as it stands between the braces
 */
public record PersonalField(String written) {

    public static final PersonalField FIRSTNAME = new PersonalField("firstname");
    public static final PersonalField LASTNAME = new PersonalField("lastname");
    /** First and last name as one writes them. */
    public static final PersonalField FULLNAME = new PersonalField("fullname");
    /** The recipient's address. */
    public static final PersonalField EMAIL = new PersonalField("email");
    /** The address of the page on which the recipient unsubscribes. */
    public static final PersonalField UNSUBSCRIBE_LINK = new PersonalField("unsubscribe_link");

    /** Those of everybody. */
    public static final List<PersonalField> OF_EVERYBODY =
            List.of(FIRSTNAME, LASTNAME, FULLNAME, EMAIL, UNSUBSCRIBE_LINK);

    private static final String PREFIX = "contact.";

    /** Of whom it speaks. */
    public record Person(String firstName, String lastName, EmailAddress email, ContactProperties properties) {

        /** A contact. */
        public static Person of(Contact contact) {
            return new Person(contact.firstName(), contact.lastName(), contact.email(), contact.properties());
        }
    }

    /** What each field says to one recipient who is offered no way out. */
    public static Map<PersonalField, String> valuesFor(Person person) {
        Map<PersonalField, String> values = new HashMap<>();
        person.properties().values().forEach((name, value) -> values.put(new PersonalField(name), value));
        values.put(FIRSTNAME, person.firstName());
        values.put(LASTNAME, person.lastName());
        values.put(FULLNAME, Contact.fullName(person.firstName(), person.lastName()));
        values.put(EMAIL, person.email().text());
        return values;
    }

    /** What each field says to one recipient. */
    public static Map<PersonalField, String> valuesFor(Person person, String unsubscribeLink) {
        Map<PersonalField, String> values = valuesFor(person);
        values.put(UNSUBSCRIBE_LINK, unsubscribeLink);
        return values;
    }

    /** Whether it is one that an account has made. */
    public boolean isProperty() {
        return !OF_EVERYBODY.contains(this);
    }

    /** The field of this name, in any case; {@code contact.firstname} is understood as well. */
    static Optional<PersonalField> named(String name) {
        String lower = Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        String bare = lower.startsWith(PREFIX) ? lower.substring(PREFIX.length()) : lower;
        PersonalField field = new PersonalField(bare);
        return OF_EVERYBODY.contains(field) || ContactProperties.isName(bare) ? Optional.of(field) : Optional.empty();
    }
}
