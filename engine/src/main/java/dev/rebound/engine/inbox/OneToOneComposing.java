package dev.rebound.engine.inbox;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.delivery.MessageComposer;
import dev.rebound.engine.delivery.MessageContent;
import dev.rebound.engine.delivery.MessageDraft;
import dev.rebound.engine.delivery.MessageDraft.Mailbox;
import dev.rebound.engine.delivery.SharedDraft;
import dev.rebound.engine.delivery.UnsafeDraftException;
import dev.rebound.engine.email.EmailFile;
import dev.rebound.engine.email.PersonalContent;
import dev.rebound.engine.email.PersonalField;
import dev.rebound.engine.time.WorldClock;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Makes the message of what somebody writes: personal fields filled in, signed, with a token by which reports are known. Thread-safe. */
public final class OneToOneComposing {

    private final MessageComposer composer;
    private final BiFunction<AccountId, ContactId, URI> unsubscribeLinks;
    private final WorldClock clock;
    private final SecureRandom random;

    /**
     * @param unsubscribeLinks where a contact unsubscribes
     * @param random for tokens
     */
    public OneToOneComposing(
            MessageComposer composer,
            BiFunction<AccountId, ContactId, URI> unsubscribeLinks,
            WorldClock clock,
            SecureRandom random) {
        this.composer = composer;
        this.unsubscribeLinks = unsubscribeLinks;
        this.clock = clock;
        this.random = random;
    }

    /** What came of it. */
    sealed interface Made {

        /**
         * A message.
         *
         * @param subject filled in
         * @param text filled in; empty if there is none
         * @param html filled in; empty if there is none
         * @param content the message, CRLF line ends
         */
        @SuppressWarnings("ArrayRecordComponent") // a message is bytes; nobody compares two by value
        record Ready(OneToOneToken token, String subject, String text, String html, byte[] content) implements Made {}

        /** None, and why. */
        record Wrong(String why) implements Made {}
    }

    /** Makes it. */
    Made compose(Inbox inbox, OneToOneWriting written, String signature) {
        List<EmailFile> files = written.files();
        if (files.size() > EmailFile.FILES_MAX
                || files.stream().mapToLong(file -> file.content().length).sum() > EmailFile.OCTETS_MAX) {
            return new Made.Wrong("at most " + EmailFile.FILES_MAX + " files of " + EmailFile.OCTETS_MAX
                    + " octets together go with an email");
        }
        try {
            return made(inbox, written, written.what().signed(signature));
        } catch (UnsafeDraftException e) {
            return new Made.Wrong(String.valueOf(e.getMessage()));
        }
    }

    private Made made(Inbox inbox, OneToOneWriting written, OneToOneText text) {
        OneToOneToken token = OneToOneToken.random(random);
        PersonalContent content = text.content();
        Map<PersonalField, String> values = new HashMap<>(written.values());
        Optional<URI> wayOut = text.offersWayOut()
                ? written.contact().map(contact -> unsubscribeLinks.apply(inbox.account(), contact))
                : Optional.empty();
        wayOut.ifPresent(link -> values.put(PersonalField.UNSUBSCRIBE_LINK, link.toASCIIString()));
        SharedDraft shared = new SharedDraft(
                new Mailbox(inbox.displayName(), inbox.address()),
                content,
                List.of(new SharedDraft.Header(OneToOneToken.HEADER, token.value())),
                written.files());
        MessageDraft own =
                new MessageDraft(written.to(), token.messageIdFrom(inbox.address()), clock.instant(), wayOut, values);
        byte[] octets = octets(composer.templateOf(shared).filledFor(own));
        return new Made.Ready(token, content.subject(values), content.text(values), content.html(values), octets);
    }

    private static byte[] octets(MessageContent content) {
        return switch (content) {
            case MessageContent.Given(byte[] text) -> text;
            case MessageContent.Composed(byte[] head, byte[] rest) -> {
                byte[] all = Arrays.copyOf(head, head.length + rest.length);
                System.arraycopy(rest, 0, all, head.length, rest.length);
                yield all;
            }
        };
    }
}
