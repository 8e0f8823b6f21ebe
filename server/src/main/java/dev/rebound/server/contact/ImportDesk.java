package dev.rebound.server.contact;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.audit.AuditAction;
import dev.rebound.engine.audit.AuditLog;
import dev.rebound.engine.audit.AuditLog.AuditEntry;
import dev.rebound.engine.contact.Contacts;
import dev.rebound.engine.ledger.StoreUnavailableException;
import dev.rebound.server.contact.ImportStatus.Stage;
import dev.rebound.server.csv.SafeCsvWriter;
import dev.rebound.server.csv.TextEncoding;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes CSV files and imports them one after another in the background.
 *
 * <p>An upload is first copied to disk, at most {@link #FILE_OCTETS_MAX}; only a complete file is imported.
 * The desk remembers the last {@link #JOBS_KEPT_MAX} imports of this process; what a stopped process had
 * begun is found in the contacts (whole batches), and importing the file again completes it.
 *
 * <p>Thread-safe.
 */
public final class ImportDesk {

    /** Largest file, in octets. */
    public static final long FILE_OCTETS_MAX = 100L * 1024 * 1024;
    /** Imports remembered, the oldest forgotten first. */
    static final int JOBS_KEPT_MAX = 100;
    /** Imports of one account that may be waiting or running. */
    static final int OPEN_FOR_AN_ACCOUNT_MAX = 3;

    private static final int AT_ONCE = 1;
    private static final int BUFFER_OCTETS = 64 * 1024;
    private static final int FILE_NAME_LENGTH_MAX = 100;
    private static final Logger LOG = LoggerFactory.getLogger(ImportDesk.class);

    private final Contacts contacts;
    private final AuditLog audit;
    private final InstantSource clock;
    private final Path folder;
    private final Deque<ImportJob> jobs = new ArrayDeque<>();
    private final Semaphore slots = new Semaphore(AT_ONCE, true);
    private final SecureRandom random = new SecureRandom();

    /**
     * @param folder for files under way; what an earlier process left in it is deleted
     */
    public ImportDesk(Contacts contacts, AuditLog audit, InstantSource clock, Path folder) throws IOException {
        this.contacts = contacts;
        this.audit = audit;
        this.clock = clock;
        this.folder = folder;
        Files.createDirectories(folder);
        try (var left = Files.newDirectoryStream(folder, "import-*")) {
            for (Path file : left) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** What came of handing in a file. */
    public sealed interface Receipt {
        /** It will be imported. */
        record Taken(ImportJob job) implements Receipt {}

        /** Larger than {@link #FILE_OCTETS_MAX}; nothing was changed. */
        record TooLarge() implements Receipt {}

        /** The account has enough imports under way; nothing was changed. */
        record TooMany() implements Receipt {}
    }

    /** An import as somebody asks for it. */
    public record Order(AccountId account, String by, String fileName, Optional<TextEncoding> encoding) {
        public Order {
            String plain = fileName.replaceAll("\\p{Cntrl}", " ");
            fileName = plain.length() > FILE_NAME_LENGTH_MAX ? plain.substring(0, FILE_NAME_LENGTH_MAX) : plain;
        }
    }

    /** Copies the file and begins; returns once it is on disk. */
    public Receipt take(Order order, InputStream content) throws IOException {
        synchronized (jobs) {
            long open = jobs.stream()
                    .filter(job -> job.account().equals(order.account())
                            && !job.status().stage().isOver())
                    .count();
            if (open >= OPEN_FOR_AN_ACCOUNT_MAX) {
                return new Receipt.TooMany();
            }
        }
        String id = newId();
        Path file = folder.resolve("import-" + id + ".csv");
        if (!copy(content, file)) {
            Files.deleteIfExists(file);
            return new Receipt.TooLarge();
        }
        Path refused = folder.resolve("import-" + id + "-refused.csv");
        ImportJob job = new ImportJob(id, order.account(), order.fileName(), clock.instant(), refused);
        remember(job);
        Thread.ofVirtual().name("import-" + id).start(() -> runInTurn(job, order, file));
        return new Receipt.Taken(job);
    }

    /** An import of this account. */
    public Optional<ImportJob> find(AccountId account, String id) {
        synchronized (jobs) {
            return jobs.stream()
                    .filter(job -> job.id().equals(id) && job.account().equals(account))
                    .findFirst();
        }
    }

    private String newId() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
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

    private void remember(ImportJob job) throws IOException {
        Optional<ImportJob> forgotten = Optional.empty();
        synchronized (jobs) {
            jobs.addLast(job);
            if (jobs.size() > JOBS_KEPT_MAX && jobs.getFirst().status().stage().isOver()) {
                forgotten = Optional.of(jobs.removeFirst());
            }
        }
        if (forgotten.isPresent()) {
            Files.deleteIfExists(forgotten.get().refusedFile());
        }
    }

    private void runInTurn(ImportJob job, Order order, Path file) {
        slots.acquireUninterruptibly();
        try {
            run(job, order, file);
        } finally {
            slots.release();
        }
    }

    private void run(ImportJob job, Order order, Path file) {
        try (SafeCsvWriter refused = new SafeCsvWriter(Files.newOutputStream(job.refusedFile()))) {
            ContactImport reading = new ContactImport(
                    contacts,
                    clock,
                    order.account(),
                    line -> refused.row(
                            Long.toString(line.line()), line.problem().name(), line.text()),
                    job::update);
            ImportStatus end = runToTheEnd(reading, order, file);
            job.update(end);
            note(order, end);
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("Import broke off: the list of refused lines could not be written import={}", job.id(), e);
        } finally {
            if (!job.status().stage().isOver()) {
                job.update(job.status().at(Stage.BROKEN_OFF));
            }
            delete(file);
        }
    }

    private ImportStatus runToTheEnd(ContactImport reading, Order order, Path file) {
        try {
            return reading.run(file, order.encoding());
        } catch (IOException | StoreUnavailableException e) {
            LOG.warn("Import broke off account={}", order.account(), e);
            return reading.status(Stage.BROKEN_OFF);
        }
    }

    private void note(Order order, ImportStatus end) {
        Instant now = clock.instant();
        String detail = "%s: %d added, %d updated, %d repeated, %d refused"
                .formatted(end.stage(), end.added(), end.updated(), end.repeated(), end.refused());
        audit.append(new AuditEntry(
                now,
                Optional.of(order.account()),
                order.by(),
                AuditAction.CONTACTS_IMPORTED,
                order.fileName(),
                detail));
        LOG.info(
                "Contacts imported account={} stage={} added={} updated={} refused={}",
                order.account(),
                end.stage(),
                end.added(),
                end.updated(),
                end.refused());
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("An imported file could not be deleted and takes space file={}", file.getFileName(), e);
        }
    }
}
