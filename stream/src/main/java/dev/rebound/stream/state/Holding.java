package dev.rebound.stream.state;

import dev.rebound.core.ledger.AddressState;
import dev.rebound.core.ledger.MessageId;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the job holds of one address.
 *
 * @param state what is known of it
 * @param emails of those of its messages that are of an email
 * @param waiting whether evidence waits for a message that nobody has told of yet
 */
public record Holding(AddressState state, Map<MessageId, Long> emails, boolean waiting) {

    /** Of an address nothing has happened to. */
    public static final Holding EMPTY = new Holding(AddressState.EMPTY, Map.of(), false);

    public Holding {
        emails = Collections.unmodifiableMap(new TreeMap<>(emails));
    }

    /** The email of a message; 0 if it is of none. */
    public long email(MessageId message) {
        return emails.getOrDefault(message, 0L);
    }

    /** The same in another state. */
    public Holding with(AddressState after) {
        return new Holding(after, emails, waiting);
    }

    /** The same once it is known which email a message is of; what was said first stays. */
    public Holding with(MessageId message, long email) {
        if (email == 0 || emails.containsKey(message)) {
            return this;
        }
        Map<MessageId, Long> more = new TreeMap<>(emails);
        more.put(message, email);
        return new Holding(state, more, waiting);
    }

    /** The same while evidence waits, or no longer. */
    public Holding waiting(boolean whether) {
        return new Holding(state, emails, whether);
    }
}
