package dev.rebound.server.boot;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.delivery.ContentSource;
import dev.rebound.engine.delivery.MessageComposer;
import dev.rebound.engine.delivery.MessageContent;
import dev.rebound.engine.delivery.MessageDraft;
import dev.rebound.engine.delivery.MessageDraft.Mailbox;
import dev.rebound.engine.delivery.MessageTemplate;
import dev.rebound.engine.delivery.QueuedMessage;
import dev.rebound.engine.delivery.ReturnPaths;
import dev.rebound.engine.delivery.SharedDraft;
import dev.rebound.engine.email.EmailFiles;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.Emails;
import dev.rebound.engine.email.MarketingEmail;
import dev.rebound.engine.email.PersonalContent;
import dev.rebound.engine.email.PersonalField;
import dev.rebound.engine.email.PersonalField.Person;
import dev.rebound.engine.email.PersonalText;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Fills in the messages of an email. An email that is being sent does not change any more, so it is composed
 * once, and those last used are kept. Thread-safe.
 */
final class EmailContents implements ContentSource {

    private static final int KEPT_MAX = 1_000;
    /** Most octets of all that are kept, unless one alone has more. */
    private static final long KEPT_OCTETS_MAX = 64_000_000;

    private final Emails emails;
    private final EmailFiles files;
    private final ReturnPaths returnPaths;
    private final MessageComposer composer;
    private final MessageMarks marks;
    private final BiFunction<AccountId, ContactId, URI> unsubscribeLinks;
    /** The one not used for the longest time comes first; guarded by itself. */
    private final LinkedHashMap<EmailId, Entry> kept = new LinkedHashMap<>(16, 0.75f, true);

    /** What messages are made of, and with. */
    record Parts(
            Emails emails, EmailFiles files, ReturnPaths returnPaths, MessageComposer composer, MessageMarks marks) {}

    /**
     * @param unsubscribeLinks where a contact unsubscribes
     */
    EmailContents(Parts parts, BiFunction<AccountId, ContactId, URI> unsubscribeLinks) {
        this.emails = parts.emails();
        this.files = parts.files();
        this.returnPaths = parts.returnPaths();
        this.composer = parts.composer();
        this.marks = parts.marks();
        this.unsubscribeLinks = unsubscribeLinks;
    }

    @Override
    public Optional<MessageContent> contentOf(QueuedMessage message) {
        return message.contact()
                .flatMap(contact -> templateOf(message)
                        .map(template -> template.filledFor(
                                draft(message, unsubscribeLinks.apply(message.account(), contact)))));
    }

    private MessageDraft draft(QueuedMessage message, URI unsubscribe) {
        Person person = new Person(message.firstName(), message.lastName(), message.recipient(), message.properties());
        Map<PersonalField, String> values = PersonalField.valuesFor(person, unsubscribe.toASCIIString());
        return new MessageDraft(
                // Names come from imported files; a stray control character must not keep mail from going out.
                new Mailbox(PersonalText.LINE.apply(message.recipientName()), message.recipient()),
                returnPaths.messageIdOf(message),
                message.queuedAt(),
                Optional.of(unsubscribe),
                marks.of(message),
                values);
    }

    /** Email, account, kind and sender, by which Google tells complaints apart (Gmail help, "Feedback loop"). */
    private static SharedDraft.Header feedbackId(QueuedMessage message) {
        return new SharedDraft.Header("Feedback-ID", message.email() + ":" + message.account() + ":marketing:rebound");
    }

    /** Many messages of an email start at once; one of them composes, the others wait for it. */
    private Optional<MessageTemplate> templateOf(QueuedMessage message) {
        Entry entry;
        synchronized (kept) {
            entry = kept.computeIfAbsent(message.email(), id -> new Entry());
        }
        synchronized (entry) {
            if (entry.template.isEmpty()) {
                entry.template = compose(message);
                forgetOld();
            }
            return entry.template;
        }
    }

    private Optional<MessageTemplate> compose(QueuedMessage message) {
        EmailId id = message.email();
        return emails.find(id)
                .map(MarketingEmail::content)
                .map(content -> composer.templateOf(new SharedDraft(
                        new Mailbox(content.fromName(), content.from()),
                        PersonalContent.of(content),
                        List.of(feedbackId(message)),
                        files.contents(id))));
    }

    private void forgetOld() {
        synchronized (kept) {
            while (kept.size() > KEPT_MAX || (kept.size() > 1 && keptOctets() > KEPT_OCTETS_MAX)) {
                kept.pollFirstEntry();
            }
        }
    }

    private long keptOctets() {
        return kept.values().stream()
                .flatMap(entry -> entry.template.stream())
                .mapToLong(MessageTemplate::octets)
                .sum();
    }

    /** An email that messages are being made of, guarded by itself; empty until it is composed. */
    private static final class Entry {
        private volatile Optional<MessageTemplate> template = Optional.empty();
    }
}
