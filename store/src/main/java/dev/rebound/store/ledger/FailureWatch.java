package dev.rebound.store.ledger;

import dev.rebound.core.ledger.AddressState;
import dev.rebound.core.ledger.Observation;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Looks at every failure on its way into the ledger, and says which a circuit of the guard holds. */
@FunctionalInterface
public interface FailureWatch {

    /** Nobody looks. */
    FailureWatch NOBODY = (handle, entries) -> Round.NOTHING;

    /** Begins with a batch; what has to be known of all of it is read in a few statements. */
    Round begin(Handle handle, List<Entry> entries);

    /** One batch, in order; for one use. */
    interface Round {

        /** Holds nothing. */
        Round NOTHING = new Round() {
            @Override
            public Observation judged(Entry entry, AddressState state) {
                return entry.observation();
            }

            @Override
            public void write() {
                // Nothing was counted.
            }
        };

        /**
         * The entry's observation, with the circuit that holds it if one does.
         *
         * @param state of the address, with what the batch did to it so far
         */
        Observation judged(Entry entry, AddressState state);

        /** Keeps what was counted. */
        void write();
    }
}
