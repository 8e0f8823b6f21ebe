package dev.rebound.engine.inbox;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.ledger.AccountId;
import java.time.Instant;
import java.util.Optional;

/**
 * A person's mailbox that Rebound sends through and watches.
 *
 * @param owner the login of whoever connected it, or the name of the API key
 * @param address from which its mail is sent
 * @param displayName shown before the address; may be empty
 * @param condition how it is
 * @param figures what has been seen in it
 */
public record Inbox(
        InboxId id,
        AccountId account,
        String owner,
        EmailAddress address,
        String displayName,
        MailServers servers,
        Condition condition,
        Figures figures,
        Instant createdAt) {

    /** Longest display name, in characters. */
    public static final int NAME_LENGTH_MAX = 100;

    /** How an inbox is. */
    public enum InboxState {
        /** Watched, or about to be. */
        CONNECTED,
        /** Something is wrong that may pass; it is tried again and again. */
        TROUBLED,
        /** Not tried any more until its owner connects it again. */
        SIGN_IN_NEEDED,
        /** Its owner took it away; its secret is gone, what was sent through it stays. */
        DISCONNECTED
    }

    /**
     * How an inbox is, since when, and what is wrong.
     *
     * @param seenAt when it was last looked into
     */
    public record Condition(InboxState state, Instant since, Optional<MailTrouble> trouble, Optional<Instant> seenAt) {}

    /**
     * What was seen since it was connected.
     *
     * @param looked messages looked at
     * @param reports those that were reports about a message of ours
     * @param answers those that answered a message of ours, by a person or by itself
     * @param strangers reports about mail that was not sent through Rebound
     */
    public record Figures(long looked, long reports, long answers, long strangers) {

        /** Nothing seen. */
        public static final Figures NONE = new Figures(0, 0, 0, 0);

        /** What was neither: ordinary mail and reports of strangers. Of it nothing is kept but this number. */
        public long ignored() {
            return looked - reports - answers;
        }

        /** Both together. */
        public Figures plus(Figures more) {
            return new Figures(
                    looked + more.looked, reports + more.reports, answers + more.answers, strangers + more.strangers);
        }
    }

    /** Whether it can be sent through. */
    public boolean canSend() {
        return condition.state() == InboxState.CONNECTED || condition.state() == InboxState.TROUBLED;
    }
}
