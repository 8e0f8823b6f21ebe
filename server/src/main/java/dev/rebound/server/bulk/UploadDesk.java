package dev.rebound.server.bulk;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.BulkId;
import dev.rebound.engine.bulk.BulkChange.FileProblem;
import dev.rebound.engine.bulk.BulkChanges;
import dev.rebound.engine.bulk.BulkOrder;
import dev.rebound.engine.ledger.StoreUnavailableException;
import dev.rebound.server.listfile.ListReading;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes files for bulk changes and reads them one after another in the background.
 *
 * <p>An upload is first copied to disk, at most {@link #FILE_OCTETS_MAX}; only a complete file is read. Reading changes
 * nothing, so one that a stopped process had begun is given up and the file is to be sent again. What is under way
 * after that is in the store and goes on by itself.
 *
 * <p>Thread-safe.
 */
public final class UploadDesk {

    /** Largest file, in octets, packed or not. */
    public static final long FILE_OCTETS_MAX = 100L * 1024 * 1024;
    /** Files of one account that may be waiting or being read. */
    static final int OPEN_FOR_AN_ACCOUNT_MAX = 3;

    private static final int AT_ONCE = 1;
    private static final int BUFFER_OCTETS = 64 * 1024;
    private static final Logger LOG = LoggerFactory.getLogger(UploadDesk.class);

    private final BulkChanges changes;
    private final ListReading reading;
    private final Path folder;
    private final Map<AccountId, Integer> open = new ConcurrentHashMap<>();
    private final Semaphore slots = new Semaphore(AT_ONCE, true);

    /**
     * @param folder for files under way; what an earlier process left in it is deleted
     */
    UploadDesk(BulkChanges changes, ListReading reading, Path folder) throws IOException {
        this.changes = changes;
        this.reading = reading;
        this.folder = folder;
        Files.createDirectories(folder);
        try (var left = Files.newDirectoryStream(folder, "list-*")) {
            for (Path file : left) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** What came of handing in a file. */
    sealed interface Receipt {
        /** It will be read into this change. */
        record Taken(BulkId id) implements Receipt {}

        /** Larger than {@link #FILE_OCTETS_MAX}; nothing was changed. */
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
        boolean begun = false;
        Path file = Files.createTempFile(folder, "list-", ".upload");
        try {
            if (!copy(content, file)) {
                return new Receipt.TooLarge();
            }
            BulkId id = changes.begin(order);
            ListReading.Task task = new ListReading.Task(id, order.kind(), file, order.source());
            Thread.ofVirtual().name("list-" + id).start(() -> readInTurn(task, order.account()));
            begun = true;
            return new Receipt.Taken(id);
        } finally {
            if (!begun) {
                leave(order.account());
                Files.deleteIfExists(file);
            }
        }
    }

    private void leave(AccountId account) {
        open.computeIfPresent(account, (id, number) -> number > 1 ? number - 1 : null);
    }

    private static boolean copy(InputStream content, Path file) throws IOException {
        long size = 0;
        byte[] buffer = new byte[BUFFER_OCTETS];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int n = content.read(buffer); n > 0; n = content.read(buffer)) {
                size += n;
                if (size > FILE_OCTETS_MAX) {
                    return false;
                }
                out.write(buffer, 0, n);
            }
        }
        return true;
    }

    private void readInTurn(ListReading.Task task, AccountId account) {
        slots.acquireUninterruptibly();
        try {
            read(task);
        } finally {
            slots.release();
            leave(account);
            delete(task.file());
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

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("A list that was read could not be deleted and takes space file={}", file.getFileName(), e);
        }
    }
}
