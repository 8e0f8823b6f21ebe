package dev.rebound.server.boot;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.delivery.ContentSource;
import dev.rebound.engine.delivery.MessageComposer;
import dev.rebound.engine.delivery.MessageDraft;
import dev.rebound.engine.delivery.MessageDraft.Mailbox;
import dev.rebound.engine.delivery.QueuedMessage;
import dev.rebound.engine.delivery.ReturnPaths;
import dev.rebound.engine.email.EmailContent;
import dev.rebound.engine.email.EmailFile;
import dev.rebound.engine.email.EmailFiles;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.Emails;
import dev.rebound.engine.email.MarketingEmail;
import dev.rebound.engine.email.PersonalContent;
import dev.rebound.engine.email.PersonalField;
import dev.rebound.engine.email.PersonalText;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Composes a message from its email and its recipient. An email that is being sent does not change any
 * more, so the last few are kept. Thread-safe.
 */
final class EmailContents implements ContentSource {

    private static final int KEPT_MAX = 64;
    /** Most octets of files kept with them. */
    private static final long KEPT_FILE_OCTETS_MAX = 64_000_000;

    private final Emails emails;
    private final EmailFiles files;
    private final ReturnPaths returnPaths;
    private final MessageComposer composer;
    private final BiFunction<AccountId, ContactId, URI> unsubscribeLinks;
    private final Map<EmailId, Prepared> kept = new LinkedHashMap<>();

    /**
     * @param unsubscribeLinks where a contact unsubscribes
     */
    EmailContents(
            Emails emails,
            EmailFiles files,
            ReturnPaths returnPaths,
            MessageComposer composer,
            BiFunction<AccountId, ContactId, URI> unsubscribeLinks) {
        this.emails = emails;
        this.files = files;
        this.returnPaths = returnPaths;
        this.composer = composer;
        this.unsubscribeLinks = unsubscribeLinks;
    }

    /** An email taken apart once for all its recipients. */
    private record Prepared(Mailbox from, PersonalContent content, List<EmailFile> files) {

        static Prepared of(EmailContent content, List<EmailFile> files) {
            return new Prepared(new Mailbox(content.fromName(), content.from()), PersonalContent.of(content), files);
        }

        long fileOctets() {
            return files.stream().mapToLong(file -> file.content().length).sum();
        }
    }

    @Override
    public Optional<byte[]> contentOf(QueuedMessage message) {
        return message.contact()
                .flatMap(contact -> email(message.email())
                        .map(prepared -> composer.compose(
                                draft(message, prepared, unsubscribeLinks.apply(message.account(), contact)))));
    }

    private MessageDraft draft(QueuedMessage message, Prepared email, URI unsubscribe) {
        Map<PersonalField, String> values = Map.of(
                PersonalField.FIRSTNAME, message.firstName(),
                PersonalField.LASTNAME, message.lastName(),
                PersonalField.FULLNAME, message.recipientName(),
                PersonalField.EMAIL, message.recipient().text(),
                PersonalField.UNSUBSCRIBE_LINK, unsubscribe.toASCIIString());
        return new MessageDraft(
                email.from(),
                // Names come from imported files; a stray control character must not keep mail from going out.
                new Mailbox(PersonalText.LINE.apply(message.recipientName()), message.recipient()),
                shortened(email.content().subject(values)),
                email.content().text(values),
                email.content().html(values),
                returnPaths.messageIdOf(message),
                message.queuedAt(),
                Optional.of(unsubscribe),
                List.of(feedbackId(message)),
                email.files());
    }

    /** A subject within the limit may pass it once a long name is filled in. */
    private static String shortened(String subject) {
        return subject.length() <= MessageDraft.LINE_LENGTH_MAX
                ? subject
                : subject.substring(
                        0, subject.offsetByCodePoints(0, subject.codePointCount(0, MessageDraft.LINE_LENGTH_MAX - 1)));
    }

    /** Email, account, kind and sender, by which Google tells complaints apart (Gmail help, "Feedback loop"). */
    private static MessageDraft.Header feedbackId(QueuedMessage message) {
        return new MessageDraft.Header("Feedback-ID", message.email() + ":" + message.account() + ":marketing:rebound");
    }

    private Optional<Prepared> email(EmailId id) {
        synchronized (kept) {
            Prepared prepared = kept.get(id);
            if (prepared != null) {
                return Optional.of(prepared);
            }
        }
        Optional<Prepared> found =
                emails.find(id).map(MarketingEmail::content).map(content -> Prepared.of(content, files.contents(id)));
        found.ifPresent(prepared -> keep(id, prepared));
        return found;
    }

    private long keptFileOctets() {
        return kept.values().stream().mapToLong(Prepared::fileOctets).sum();
    }

    private void keep(EmailId id, Prepared prepared) {
        synchronized (kept) {
            kept.put(id, prepared);
            while (kept.size() > KEPT_MAX || (kept.size() > 1 && keptFileOctets() > KEPT_FILE_OCTETS_MAX)) {
                kept.remove(kept.keySet().iterator().next());
            }
        }
    }
}
