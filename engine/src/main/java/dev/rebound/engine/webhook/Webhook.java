package dev.rebound.engine.webhook;

import dev.rebound.core.ledger.AccountId;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * An address that is told of what happens in an account.
 *
 * @param secret what calls are signed with; the receiver has it too
 * @param types what it is told of
 * @param position the number of the last event of the ledger that it has been told of, or that was not for it
 * @param trouble why it is not told at the moment, if the last call failed
 */
public record Webhook(
        WebhookId id,
        AccountId account,
        URI url,
        String secret,
        Set<EventType> types,
        boolean paused,
        long position,
        Instant createdAt,
        Optional<Instant> toldAt,
        Optional<Trouble> trouble) {

    public Webhook {
        types = Set.copyOf(types);
    }

    /**
     * Calls that failed one after the other.
     *
     * @param calls how many
     * @param problem what the last one came to, in words
     * @param nextCall when it is called again
     */
    public record Trouble(int calls, String problem, Instant nextCall) {}

    /** Does not show the secret. */
    @Override
    public String toString() {
        return "Webhook[" + id + " of account " + account + "]";
    }
}
