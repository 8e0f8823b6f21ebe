package dev.rebound.engine.delivery;

import dev.rebound.core.ledger.Observation;
import dev.rebound.engine.intake.MessageLookup;
import dev.rebound.engine.node.NodeNumber;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Settles what a process that has ended left in the journal, before anything of it is tried again. */
final class Recovery {

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private final Dispatcher.Parts parts;
    private final OutcomeReading reading;

    Recovery(Dispatcher.Parts parts, OutcomeReading reading) {
        this.parts = parts;
        this.reading = reading;
    }

    /** What an earlier process on the same data folder left. None is forgotten before it is committed. */
    void run() {
        List<AttemptJournal.Leftover> leftovers = parts.journal().leftovers();
        settle(leftovers);
        leftovers.forEach(leftover -> parts.journal().settled(leftover.message()));
    }

    /**
     * What another node left that has ended; how many messages a server had taken or may have. May be done again: what is in the
     * ledger changes nothing the second time, but a message that was cut off is marked twice.
     */
    int run(NodeNumber ended) {
        List<AttemptJournal.Leftover> leftovers = parts.journal().leftoversOf(ended);
        settle(leftovers);
        return leftovers.size();
    }

    /** All are recorded together, so that the sync is shared. */
    private void settle(List<AttemptJournal.Leftover> leftovers) {
        CompletableFuture.allOf(leftovers.stream()
                        .flatMap(leftover -> parts.messages().find(leftover.message()).stream()
                                .map(sent -> settle(leftover, sent)))
                        .toArray(CompletableFuture[]::new))
                .join();
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
