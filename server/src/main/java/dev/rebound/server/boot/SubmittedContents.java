package dev.rebound.server.boot;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.delivery.ContentSource;
import dev.rebound.engine.delivery.MessageContent;
import dev.rebound.engine.delivery.QueuedMessage;
import dev.rebound.engine.submission.Submissions;
import dev.rebound.engine.submission.Submissions.SubmittedContent;
import dev.rebound.transport.outgoing.OutgoingText;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What was submitted, as it came, with what is particular to a recipient in front: the link to unsubscribe by, if one
 * was asked for, and a {@code Feedback-ID} if there is none. Thread-safe.
 */
final class SubmittedContents implements ContentSource {

    private final Submissions submissions;
    private final MessageMarks marks;
    private final BiFunction<AccountId, ContactId, URI> unsubscribeLinks;

    /**
     * @param unsubscribeLinks where a contact unsubscribes
     */
    SubmittedContents(
            Submissions submissions, MessageMarks marks, BiFunction<AccountId, ContactId, URI> unsubscribeLinks) {
        this.submissions = submissions;
        this.marks = marks;
        this.unsubscribeLinks = unsubscribeLinks;
    }

    @Override
    public Optional<MessageContent> contentOf(QueuedMessage message) {
        return submissions.contentOf(message.id()).map(kept -> new MessageContent.Given(complete(message, kept)));
    }

    private byte[] complete(QueuedMessage message, SubmittedContent kept) {
        OutgoingText text = OutgoingText.of(new MessageContent.Given(kept.content()));
        ByteArrayOutputStream complete = new ByteArrayOutputStream(kept.content().length + 512);
        if (!has(text, "feedback-id")) {
            add(complete, "Feedback-ID: %s:%s:submitted:rebound".formatted(message.email(), message.account()));
        }
        marks.of(message)
                .filter(mark -> !has(text, mark.name().toLowerCase(Locale.ROOT)))
                .ifPresent(mark -> add(complete, mark.name() + ": " + mark.value()));
        if (kept.unsubscribes().isPresent() && !has(text, "list-unsubscribe")) {
            URI link = unsubscribeLinks.apply(
                    message.account(), kept.unsubscribes().get());
            add(complete, "List-Unsubscribe: <%s>".formatted(link.toASCIIString()));
            if ("https".equalsIgnoreCase(link.getScheme())) {
                // RFC 8058, section 3.1: one click only by https.
                add(complete, "List-Unsubscribe-Post: List-Unsubscribe=One-Click");
            }
        }
        complete.writeBytes(text.text());
        return complete.toByteArray();
    }

    private static boolean has(OutgoingText text, String name) {
        return text.named(name).findAny().isPresent();
    }

    private static void add(ByteArrayOutputStream complete, String field) {
        complete.writeBytes((field + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }
}
