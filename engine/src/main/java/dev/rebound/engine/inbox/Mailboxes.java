package dev.rebound.engine.inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Port: reads mailboxes, and never changes anything in them. Everything blocks the calling (virtual) thread, for a bounded
 * time. What a server sends is bounded in size, whatever it says of sizes.
 */
public interface Mailboxes {

    /** Connects and signs in. */
    Opened open(MailEndpoint server, SignIn signIn);

    /** What came of it. */
    sealed interface Opened {

        /** Signed in. */
        record Ready(Mailbox mailbox) implements Opened {}

        /** Not, and why. */
        record Failed(MailTrouble trouble) implements Opened {}
    }

    /** The connection ended or broke; nothing on it can be used any more. */
    final class MailboxLostException extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient MailTrouble trouble;

        public MailboxLostException(MailTrouble trouble) {
            super(trouble.kind() + ": " + trouble.words());
            this.trouble = trouble;
        }

        /** What happened. */
        public MailTrouble trouble() {
            return trouble;
        }
    }

    /** One mailbox that we are signed in to. For one thread. */
    interface Mailbox extends AutoCloseable {

        /** The folders in which a report can be: the inbox first, then junk and what the provider has of that kind. */
        List<Folder> folders() throws MailboxLostException;

        /**
         * Opens a folder for reading only ({@code EXAMINE}) and says how it is.
         *
         * @return empty if there is no such folder any more
         */
        Optional<FolderPosition> examine(String folder) throws MailboxLostException;

        /** The lowest number of the open folder whose message came within this time before now; empty if none did. */
        Optional<Long> firstSince(Instant moment) throws MailboxLostException;

        /** Headers of messages of the open folder from a number on, in order, some at a time. What has gone meanwhile is missing. */
        Stretch headings(long fromUid) throws MailboxLostException;

        /**
         * A message of the open folder, headers and all.
         *
         * @param octetsMax what is beyond is left out
         * @return empty if it has gone
         */
        Optional<byte[]> message(long uid, int octetsMax) throws MailboxLostException;

        /**
         * Waits until something may have changed in the open folder: by {@code IDLE} where the server offers it, else by asking now
         * and then.
         *
         * @param most when to come back in any case
         * @return whether something may have changed
         */
        boolean await(Duration most) throws MailboxLostException;

        /** Signs out if that can be done quickly. */
        @Override
        void close();
    }

    /**
     * A folder.
     *
     * @param name as the server spells it
     * @param isInbox whether it is the one where mail arrives
     */
    record Folder(String name, boolean isInbox) {}

    /**
     * Some messages of a folder.
     *
     * @param next the lowest number behind them; the one that was asked from, if there are none
     */
    record Stretch(List<Heading> headings, long next) {

        public Stretch {
            headings = List.copyOf(headings);
        }
    }

    /**
     * What is known of a message before it is read.
     *
     * @param octets as the server says
     * @param header its header, bounded; octets as received
     */
    @SuppressWarnings("ArrayRecordComponent") // a header is octets; nobody compares two by value
    record Heading(long uid, long octets, byte[] header) {}
}
