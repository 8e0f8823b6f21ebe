package dev.rebound.server.bulk;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.BulkId;
import dev.rebound.engine.bulk.BulkChange.FileProblem;
import dev.rebound.engine.bulk.BulkChanges;
import dev.rebound.engine.bulk.BulkOrder;
import dev.rebound.engine.ledger.StoreUnavailableException;
import dev.rebound.server.listfile.ListReading;
import dev.rebound.server.upload.UploadFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes files for bulk changes and reads them one after another in the background.
 *
 * <p>An upload is first copied to disk, at most {@link UploadFolder#FILE_OCTETS_MAX}, packed or not; only a complete file is
 * read. Reading changes nothing, so one that a stopped process had begun is given up and the file is to be sent again. What is
 * under way after that is in the store and goes on by itself.
 *
 * <p>Thread-safe.
 */
public final class UploadDesk {

    /** Files of one account that may be waiting or being read. */
    static final int OPEN_FOR_AN_ACCOUNT_MAX = 3;

    private static final int AT_ONCE = 1;
    private static final Logger LOG = LoggerFactory.getLogger(UploadDesk.class);

    private final BulkChanges changes;
    private final ListReading reading;
    private final UploadFolder folder;
    private final Map<AccountId, Integer> open = new ConcurrentHashMap<>();
    private final Semaphore slots = new Semaphore(AT_ONCE, true);

    /**
     * @param folder for files under way; what an earlier process left in it is deleted
     */
    UploadDesk(BulkChanges changes, ListReading reading, Path folder) throws IOException {
        this.changes = changes;
        this.reading = reading;
        this.folder = UploadFolder.open(folder, "list-");
    }

    /** What came of handing in a file. */
    sealed interface Receipt {
        /** It will be read into this change. */
        record Taken(BulkId id) implements Receipt {}

        /** Larger than {@link UploadFolder#FILE_OCTETS_MAX}; nothing was changed. */
        record TooLarge() implements Receipt {}

        /** The account has enough files under way; nothing was changed. */
        record TooMany() implements Receipt {}
    }

    /** Copies the file and begins to read it; returns once it is on disk. */
    Receipt take(BulkOrder order, InputStream content) throws IOException {
        if (open.merge(order.account(), 1, Integer::sum) > OPEN_FOR_AN_ACCOUNT_MAX) {
            leave(order.account());
            return new Receipt.TooMany();
        }
        Optional<Path> file = Optional.empty();
        boolean begun = false;
        try {
            file = folder.keep(content);
            if (file.isEmpty()) {
                return new Receipt.TooLarge();
            }
            BulkId id = changes.begin(order);
            ListReading.Task task = new ListReading.Task(id, order.kind(), file.get(), order.source());
            Thread.ofVirtual().name("list-" + id).start(() -> readInTurn(task, order.account()));
            begun = true;
            return new Receipt.Taken(id);
        } finally {
            if (!begun) {
                leave(order.account());
                file.ifPresent(UploadFolder::forget);
            }
        }
    }

    private void leave(AccountId account) {
        open.computeIfPresent(account, (id, number) -> number > 1 ? number - 1 : null);
    }

    private void readInTurn(ListReading.Task task, AccountId account) {
        slots.acquireUninterruptibly();
        try {
            read(task);
        } finally {
            slots.release();
            leave(account);
            UploadFolder.forget(task.file());
        }
    }

    private void read(ListReading.Task task) {
        try {
            if (reading.read(task, lines -> LOG.debug("A list is being read bulk={} lines={}", task.id(), lines))) {
                changes.count(task.id());
            }
        } catch (StoreUnavailableException e) {
            LOG.warn("A list could not be kept bulk={}", task.id(), e);
            giveUp(task.id());
        }
    }

    /** If the store is still away, reading that brings nothing more is given up later. */
    private void giveUp(BulkId id) {
        try {
            changes.fail(id, FileProblem.BROKEN_OFF);
        } catch (StoreUnavailableException e) {
            LOG.debug("A list that broke off is given up later bulk={}", id, e);
        }
    }
}
