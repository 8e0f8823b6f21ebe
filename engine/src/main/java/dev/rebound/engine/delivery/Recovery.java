package dev.rebound.engine.delivery;

import dev.rebound.core.ledger.Observation;
import dev.rebound.engine.intake.MessageLookup;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Settles what an earlier process left in the journal, before anything is tried. */
final class Recovery {

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private final Dispatcher.Parts parts;
    private final OutcomeReading reading;

    Recovery(Dispatcher.Parts parts, OutcomeReading reading) {
        this.parts = parts;
        this.reading = reading;
    }

    void run() {
        for (AttemptJournal.Leftover leftover : parts.journal().leftovers()) {
            Optional<MessageLookup.Sent> sent = parts.messages().find(leftover.message());
            sent.ifPresent(message -> settle(leftover, message));
            parts.journal().settled(leftover.message());
        }
    }

    private void settle(AttemptJournal.Leftover leftover, MessageLookup.Sent sent) {
        switch (leftover) {
            case AttemptJournal.Leftover.Taken taken -> {
                OutcomeReading.Reading read =
                        reading.taken(taken.message(), taken.reply(), taken.remoteMta(), taken.at());
                parts.ledger()
                        .record(sent.recipient().key(), read.observation(), Optional.of(read.evidence()))
                        .join();
                LOG.info("Recorded a delivery from before the restart message={}", taken.message());
            }
            case AttemptJournal.Leftover.Unknown unknown -> {
                Observation cutOff = new Observation.CutOff(unknown.message(), unknown.at());
                parts.ledger()
                        .record(sent.recipient().key(), cutOff, Optional.empty())
                        .join();
                LOG.warn("An attempt was cut off; the recipient may get it twice message={}", unknown.message());
            }
        }
    }
}
