package dev.rebound.engine.submission;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.email.EmailId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Port: submitted mail. Every method with an account sees that account only. */
public interface Submissions {

    /**
     * Keeps a mail, and gives each recipient a message and its first ledger event, in one transaction. The messages
     * belong to the email of state {@link dev.rebound.engine.email.EmailState#SUBMITTED} with this name, which is
     * made if there is none.
     *
     * @return completes when it is committed and synced
     */
    CompletableFuture<EmailId> accept(Submitter submitter, SubmittedMail mail, String emailName, Instant at);

    /** Why the account may not send to an address. */
    Optional<NotSentReason> refusalOf(AccountId account, AddressKey address, Instant now);

    /** What a message says; empty if it is no submitted one, or its content has been forgotten. */
    Optional<SubmittedContent> contentOf(MessageId message);

    /** Messages of submitted mail, newest first. */
    List<SubmittedMessage> page(AccountId account, Optional<MessageId> before, int limit);

    /** The messages of the mail with this Message-ID header, at most {@code limit}; mostly one for each recipient. */
    List<SubmittedMessage> withHeaderId(AccountId account, String headerId, int limit);

    /**
     * Forgets the content of mail none of whose messages will be tried again, and has not been since a moment. What
     * became of it stays.
     *
     * @param limit most of them in one transaction
     * @return how many were forgotten
     */
    int forgetBefore(Instant moment, int limit);

    /**
     * The content of a message.
     *
     * @param content as it was kept
     * @param unsubscribes the contact that the link is for, if one was asked for
     */
    @SuppressWarnings("ArrayRecordComponent") // a message is bytes; nobody compares two by value
    record SubmittedContent(byte[] content, Optional<ContactId> unsubscribes) {}
}
