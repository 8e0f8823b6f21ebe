package dev.rebound.engine.metrics;

import dev.rebound.core.bounce.BounceType;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Port: what a store can say about itself in numbers. */
public interface StoreFigures {

    /**
     * A kind of event.
     *
     * @param event its type by name, as {@code docs/reference/ledger-events.md} has it
     * @param bounce the type of the verdict, if it has one
     */
    record EventKind(String event, Optional<BounceType> bounce) {}

    /**
     * Events behind a number of the ledger.
     *
     * @param end the number of the last one; where to go on
     */
    record Tally(Map<EventKind, Long> counts, long end) {

        public Tally {
            counts = Map.copyOf(counts);
        }
    }

    /**
     * The number of the ledger's last event; one look-up, whatever the store holds.
     *
     * @throws dev.rebound.engine.ledger.StoreUnavailableException if the store does not answer
     */
    long lastEvent();

    /** Counts the events behind a number; what was counted is not read again. */
    Tally eventsAfter(long number);

    /**
     * How things stand.
     *
     * @param lastEvent number of the ledger's last event
     * @param queued messages that are not at their end
     * @param quarantined mails in quarantine
     * @param globallyBounced addresses suppressed for every account
     * @param webhooksFailing webhooks whose last call failed
     * @param deadLetters batches of events that could not be told
     * @param circuitsOpen circuits of the guard that are open
     * @param bouncesHeld bounces that suppress nobody for now
     */
    record Standing(
            long lastEvent,
            long queued,
            long quarantined,
            long globallyBounced,
            long webhooksFailing,
            long deadLetters,
            long circuitsOpen,
            long bouncesHeld) {}

    /**
     * How things stand now.
     *
     * @throws dev.rebound.engine.ledger.StoreUnavailableException if the store does not answer
     */
    Standing standing();

    /**
     * What came in since a moment, of the newest {@link Intake#NEWEST_MAX}.
     *
     * @throws dev.rebound.engine.ledger.StoreUnavailableException if the store does not answer
     */
    Intake intake(Instant since);
}
