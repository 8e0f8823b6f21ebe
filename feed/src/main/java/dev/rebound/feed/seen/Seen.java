package dev.rebound.feed.seen;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.Observation;
import java.util.Optional;

/**
 * An observation of an address on its way to whoever decides, with what an address's own state cannot know.
 *
 * @param account whose message it is, by a token or by the line; the message of another account is not meant
 * @param email of the message; 0 if it is of none, or not said
 * @param beginning whether the message was told of before
 */
public record Seen(
        AddressKey address, Observation observation, Optional<AccountId> account, long email, Beginning beginning) {

    /** How an address comes to know a message. */
    public enum Beginning {
        /** Another line told of it, or will. */
        ELSEWHERE,
        /** It is known from this line at the latest: the log of a mailer that tells of no message before its first answer. */
        HERE
    }

    /** Of a message that another line tells of. */
    public static Seen of(AddressKey address, Observation observation) {
        return new Seen(address, observation, Optional.empty(), 0, Beginning.ELSEWHERE);
    }

    /** The message it is about. */
    public Optional<MessageId> message() {
        return observation.about();
    }

    /** Whether an address learns of a message by it. */
    public boolean begins() {
        return beginning == Beginning.HERE || observation.begins();
    }
}
