package dev.rebound.engine.inbox;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.bounce.Diagnostic;
import java.util.Optional;

/** Port: hands mail of an inbox's owner to the owner's own server. Blocks the calling (virtual) thread, for a bounded time. */
public interface MailSubmission {

    /** Connects and signs in, and hands over nothing; empty if all is well. */
    Optional<MailTrouble> test(MailEndpoint server, SignIn signIn);

    /** Hands over one message. */
    Handed hand(MailEndpoint server, SignIn signIn, Letter letter);

    /**
     * One message to one recipient.
     *
     * @param content complete, CRLF line ends
     */
    @SuppressWarnings("ArrayRecordComponent") // a message is bytes; nobody compares two by value
    record Letter(EmailAddress from, EmailAddress to, byte[] content) {}

    /** What came of it. */
    sealed interface Handed {

        /** The server took it. */
        record Taken(Diagnostic reply) implements Handed {}

        /** The server did not take it, and said why in a reply about the message or its recipient. */
        record Refused(Diagnostic reply) implements Handed {}

        /** It was not handed over, and can be tried again. */
        record NotHanded(MailTrouble trouble) implements Handed {}

        /** The connection was lost after the end of the message: the server may have taken it. */
        record Unclear(MailTrouble trouble) implements Handed {}
    }
}
