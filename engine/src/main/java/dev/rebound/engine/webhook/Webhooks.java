package dev.rebound.engine.webhook;

import dev.rebound.core.ledger.AccountId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Port: webhooks and what they have been told of. The ledger itself is the outbox: each webhook has a position in it,
 * and an event that is committed is told, however the process ends.
 */
public interface Webhooks {

    /** Most of one account. */
    int COUNT_MAX = 20;

    /** Adds one that is told of what happens from now on. */
    WebhookId create(AccountId account, URI url, String secret, Set<EventType> types, Instant at);

    /** Those of an account, the oldest first. */
    List<Webhook> list(AccountId account);

    Optional<Webhook> find(AccountId account, WebhookId id);

    /** Removes one and its dead letters; false if there is none. */
    boolean remove(AccountId account, WebhookId id);

    /** Pauses or resumes one; false if there is none. A resumed one is called at once. */
    boolean pause(AccountId account, WebhookId id, boolean paused);

    /** Tells it again of everything since a moment; false if there is none. */
    boolean rewind(AccountId account, WebhookId id, Instant since);

    /** Those that may be called, of all accounts: not paused, and not waiting after a failure. */
    List<Webhook> callable(Instant now);

    /** The number of the ledger's last event; 0 if it is empty. */
    long lastEvent();

    /**
     * What comes next.
     *
     * @param events in order; of the account, and of the types asked for
     * @param end the number of the last event looked at: everything up to it has been seen
     */
    record Stretch(List<WebhookEvent> events, long end) {

        public Stretch {
            events = List.copyOf(events);
        }
    }

    /** The next events behind a position, at most {@code limit}; looks at a bounded number of events. */
    default Stretch after(Webhook webhook, long position, int limit) {
        return after(webhook.account(), webhook.types(), position, limit);
    }

    /** The same for whoever of an account asks for events of these types. */
    Stretch after(AccountId account, Set<EventType> types, long position, int limit);

    /** Those between two numbers, both included. */
    List<WebhookEvent> between(Webhook webhook, long first, long last);

    /** It has been told of everything up to a position; nothing if it was set back meanwhile. */
    void told(Webhook webhook, long position, Instant at);

    /** Everything up to a position was not for it; nothing if it was set back meanwhile. */
    void passed(Webhook webhook, long position);

    /** A call failed. */
    void failed(WebhookId id, Webhook.Trouble trouble);

    /** It has failed too often: the events become a dead letter, and it goes on behind them. */
    void giveUp(DeadLetter letter);

    /** Dead letters of a webhook, the latest first. */
    List<DeadLetter> deadLetters(AccountId account, WebhookId id, int limit);

    Optional<DeadLetter> deadLetter(AccountId account, WebhookId id, long letter);

    /** Forgets one; false if there is none. */
    boolean removeDeadLetter(AccountId account, WebhookId id, long letter);
}
