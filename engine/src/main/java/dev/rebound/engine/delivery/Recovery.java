package dev.rebound.engine.delivery;

import dev.rebound.core.ledger.Observation;
import dev.rebound.engine.intake.MessageLookup;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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

    /** All are recorded together, so that the sync is shared; none is forgotten before it is committed. */
    void run() {
        List<AttemptJournal.Leftover> leftovers = parts.journal().leftovers();
        CompletableFuture.allOf(leftovers.stream()
                        .flatMap(leftover -> parts.messages().find(leftover.message()).stream()
                                .map(sent -> settle(leftover, sent)))
                        .toArray(CompletableFuture[]::new))
                .join();
        leftovers.forEach(leftover -> parts.journal().settled(leftover.message()));
    }

    private CompletableFuture<?> settle(AttemptJournal.Leftover leftover, MessageLookup.Sent sent) {
        return switch (leftover) {
            case AttemptJournal.Leftover.Taken taken -> {
                OutcomeReading.Reading read =
                        reading.taken(taken.message(), taken.reply(), taken.remoteMta(), taken.at());
                LOG.info("A delivery from before the restart is recorded message={}", taken.message());
                yield parts.ledger().record(sent.recipient().key(), read.observation(), Optional.of(read.evidence()));
            }
            case AttemptJournal.Leftover.Unknown unknown -> {
                Observation cutOff = new Observation.CutOff(unknown.message(), unknown.at());
                LOG.warn("An attempt was cut off; the recipient may get it twice message={}", unknown.message());
                yield parts.ledger().record(sent.recipient().key(), cutOff, Optional.empty());
            }
        };
    }
}
