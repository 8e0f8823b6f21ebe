package dev.rebound.server.boot;

import dev.rebound.engine.delivery.ContentSource;
import dev.rebound.engine.delivery.MessageComposer;
import dev.rebound.engine.delivery.MessageDraft;
import dev.rebound.engine.delivery.MessageDraft.Mailbox;
import dev.rebound.engine.delivery.QueuedMessage;
import dev.rebound.engine.delivery.ReturnPaths;
import dev.rebound.engine.email.EmailContent;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.Emails;
import dev.rebound.engine.email.MarketingEmail;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Composes a message from its email. An email that is being sent does not change any more, so the last
 * few are kept. Thread-safe.
 */
final class EmailContents implements ContentSource {

    private static final int KEPT_MAX = 64;

    private final Emails emails;
    private final ReturnPaths returnPaths;
    private final MessageComposer composer;
    private final Map<EmailId, EmailContent> kept = new LinkedHashMap<>();

    EmailContents(Emails emails, ReturnPaths returnPaths, MessageComposer composer) {
        this.emails = emails;
        this.returnPaths = returnPaths;
        this.composer = composer;
    }

    @Override
    public Optional<byte[]> contentOf(QueuedMessage message) {
        return email(message.email()).map(content -> composer.compose(draft(message, content)));
    }

    private MessageDraft draft(QueuedMessage message, EmailContent content) {
        return new MessageDraft(
                new Mailbox(content.fromName(), content.from()),
                new Mailbox(oneLine(message.recipientName()), message.recipient()),
                content.subject(),
                content.text(),
                content.html(),
                returnPaths.messageIdOf(message),
                message.queuedAt(),
                Optional.empty(),
                List.of(new MessageDraft.Header(
                        "Feedback-ID", message.email() + ":" + message.account() + ":rebound")));
    }

    /** Names come from imported files; a stray control character there must not keep mail from going out. */
    private static String oneLine(String name) {
        return name.replaceAll("\\p{Cntrl}+", " ").strip();
    }

    private Optional<EmailContent> email(EmailId id) {
        synchronized (kept) {
            EmailContent content = kept.get(id);
            if (content != null) {
                return Optional.of(content);
            }
        }
        Optional<EmailContent> found = emails.find(id).map(MarketingEmail::content);
        found.ifPresent(content -> keep(id, content));
        return found;
    }

    private void keep(EmailId id, EmailContent content) {
        synchronized (kept) {
            kept.put(id, content);
            if (kept.size() > KEPT_MAX) {
                kept.remove(kept.keySet().iterator().next());
            }
        }
    }
}
