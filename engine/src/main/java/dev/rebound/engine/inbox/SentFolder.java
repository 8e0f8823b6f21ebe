package dev.rebound.engine.inbox;

/**
 * Port: puts a copy of what was sent into the owner's folder for sent mail, where providers do not do that by themselves. The only thing
 * that is ever written into a mailbox. Blocks the calling (virtual) thread, for a bounded time.
 */
public interface SentFolder {

    /** Puts it there, unless a message with its Message-ID is there already. */
    Filing file(MailEndpoint imap, SignIn signIn, SentCopy copy);

    /**
     * A copy.
     *
     * @param headerId its Message-ID, in angle brackets
     * @param content complete, CRLF line ends
     */
    @SuppressWarnings("ArrayRecordComponent") // a message is bytes; nobody compares two by value
    record SentCopy(String headerId, byte[] content) {}

    /** What came of it. */
    sealed interface Filing {

        /** It is there now. */
        record Filed() implements Filing {}

        /** The provider had put one there. */
        record WasThere() implements Filing {}

        /** It is not there, and why. */
        record NotFiled(MailTrouble trouble) implements Filing {}
    }
}
