package dev.rebound.server.fault;

import dev.rebound.core.ledger.MessageId;
import dev.rebound.engine.delivery.AttemptJournal.Leftover;
import dev.rebound.store.database.DataFolder;
import dev.rebound.store.database.Database;
import dev.rebound.store.delivery.AttemptFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * What a killed process left in its data folder.
 *
 * @param inHand messages that it had claimed
 * @param taken messages that a server had taken, by the journal, and the ledger may not know
 * @param unknown messages that were being handed over, by the journal
 */
record Remains(long inHand, List<MessageId> taken, List<MessageId> unknown) {

    /** Looks without changing anything. */
    static Remains in(Path data) throws IOException {
        List<MessageId> taken = new ArrayList<>();
        List<MessageId> unknown = new ArrayList<>();
        Path journal = data.resolve("attempts.journal");
        if (Files.exists(journal)) {
            Path copy = data.resolveSibling(data.getFileName() + ".journal");
            Files.copy(journal, copy, StandardCopyOption.REPLACE_EXISTING);
            try (AttemptFile file = AttemptFile.open(copy)) {
                for (Leftover leftover : file.leftovers()) {
                    switch (leftover) {
                        case Leftover.Taken found -> taken.add(found.message());
                        case Leftover.Unknown found -> unknown.add(found.message());
                    }
                }
            }
        }
        return new Remains(count(data, "select count(*) from queue where claimed = 1"), taken, unknown);
    }

    /** Messages that have not ended, by the queue. */
    static long inFlight(Path data) {
        return count(data, "select count(*) from queue");
    }

    /** Emails whose recipients are still being accepted. */
    static long beingAccepted(Path data) {
        return count(data, "select count(*) from emails where state = 'SENDING'");
    }

    private static long count(Path data, String query) {
        return Database.readOnce(
                data.resolve("rebound.db"),
                DataFolder.hashesOf(data),
                handle -> handle.createQuery(query).mapTo(Long.class).one());
    }
}
