package dev.rebound.engine.submission;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.ledger.NotSentReason;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Port into the engine for whatever takes mail from programs. */
public interface SubmissionDesk {

    /**
     * Whose key a secret is.
     *
     * @param user the account's number
     * @param peer IP address of the client, as text
     */
    SignIn signIn(String user, String secret, String peer);

    /** What came of signing in. */
    sealed interface SignIn {

        /** The key is right. */
        record Granted(Submitter submitter) implements SignIn {}

        /** Nobody's key, or not this account's; which of them is not said. */
        record Wrong() implements SignIn {}

        /** Too many wrong ones from there lately; the secret was not looked at. */
        record TooMany() implements SignIn {}
    }

    /** Why a recipient is refused now; empty if mail to it is taken. Asked for each recipient; must be quick. */
    Optional<NotSentReason> refusalOf(Submitter submitter, EmailAddress recipient);

    /** Whether the account may write from this address. */
    boolean mayWriteFrom(Submitter submitter, EmailAddress from);

    /**
     * Takes a mail for its recipients.
     *
     * @return completes once every recipient's message is committed and synced, queued or recorded as not sent;
     *     only then may the program be answered 250
     */
    CompletableFuture<Void> take(Submitter submitter, SubmittedMail mail);
}
