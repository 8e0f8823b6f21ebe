package dev.rebound.engine.inbox;

import dev.rebound.core.ledger.MessageId;
import java.time.Instant;
import java.util.Optional;

/**
 * A one-to-one email as it is kept.
 *
 * @param message its number in the ledger, once a server took it
 * @param words what the server said, or what went wrong
 */
public record OneToOneMessage(
        OneToOneId id, NewOneToOne email, Instant at, OneToOneState state, Optional<MessageId> message, String words) {

    /** How far it came. What became of it after that is in the ledger. */
    public enum OneToOneState {
        /** Being handed over. One that is found so after a restart may have been sent. */
        SENDING,
        /** The owner's server took it. */
        SENT,
        /** The owner's server did not take it: it bounced at once. */
        REFUSED,
        /** It was not handed over. */
        NOT_SENT,
        /** Nobody knows: the connection was lost, or Rebound stopped, at the end of it. */
        UNCLEAR
    }
}
