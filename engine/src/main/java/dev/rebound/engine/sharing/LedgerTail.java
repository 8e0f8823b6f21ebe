package dev.rebound.engine.sharing;

import java.util.List;

/**
 * Port: how far the ledger has been told, and what comes next. The ledger is its own outbox: an event that is committed is
 * told, however the process ends, and what is told twice is known by its number and its evidence.
 */
public interface LedgerTail {

    /** The number of the last event that was told; 0 if none was. */
    long told();

    /** The number of the last event that can be told by now; 0 if there is none. */
    long last();

    /** Everything up to an event has been told; nothing if more has been. */
    void told(long number);

    /**
     * What comes next.
     *
     * @param events in order
     * @param end the number of the last event looked at
     */
    record Stretch(List<Happened> events, long end) {

        public Stretch {
            events = List.copyOf(events);
        }
    }

    /** The next events behind a number, of all accounts, at most {@code limit}; looks at a bounded number of events. */
    Stretch after(long number, int limit);
}
