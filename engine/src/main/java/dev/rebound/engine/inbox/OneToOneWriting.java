package dev.rebound.engine.inbox;

import dev.rebound.engine.contact.Contact;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.delivery.MessageDraft.Mailbox;
import dev.rebound.engine.email.EmailFile;
import dev.rebound.engine.email.PersonalField;
import dev.rebound.engine.email.PersonalText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody writes to one person.
 *
 * @param contact to whom, if it is a contact
 * @param to the address it goes to
 * @param what subject and text, not filled in yet
 * @param files attached
 * @param values of personal fields
 * @param insists whether it is to be sent although the address is suppressed, if that is allowed
 */
public record OneToOneWriting(
        Optional<ContactId> contact,
        Mailbox to,
        OneToOneText what,
        List<EmailFile> files,
        Map<PersonalField, String> values,
        boolean insists) {

    public OneToOneWriting {
        files = List.copyOf(files);
        values = Map.copyOf(values);
    }

    /** Plain text to a contact. */
    public static OneToOneWriting to(Contact contact, OneToOneText what) {
        Map<PersonalField, String> values = PersonalField.valuesFor(PersonalField.Person.of(contact));
        // Names come from imported files; a stray control character must not keep mail from going out.
        Mailbox to = new Mailbox(PersonalText.LINE.apply(contact.name()), contact.email());
        return new OneToOneWriting(Optional.of(contact.id()), to, what, List.of(), values, false);
    }

    /** With files. */
    public OneToOneWriting with(List<EmailFile> attached) {
        return new OneToOneWriting(contact, to, what, attached, values, insists);
    }

    /** Also if the address is suppressed. */
    public OneToOneWriting insisting(boolean insist) {
        return new OneToOneWriting(contact, to, what, files, values, insist);
    }
}
