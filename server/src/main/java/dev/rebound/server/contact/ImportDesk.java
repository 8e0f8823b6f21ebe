package dev.rebound.server.contact;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.audit.AuditAction;
import dev.rebound.engine.audit.AuditLog;
import dev.rebound.engine.audit.AuditLog.AuditEntry;
import dev.rebound.engine.contact.Contacts;
import dev.rebound.engine.ledger.StoreUnavailableException;
import dev.rebound.server.contact.ImportStatus.Stage;
import dev.rebound.server.csv.FileSurvey;
import dev.rebound.server.csv.SafeCsvWriter;
import dev.rebound.server.csv.TextEncoding;
import dev.rebound.server.upload.UploadFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes CSV files and imports them one after another in the background: at once, or after somebody has seen the first rows and
 * said what the columns are.
 *
 * <p>An upload is first copied to disk, at most {@link UploadFolder#FILE_OCTETS_MAX}; only a complete file is imported. One about
 * which nobody decides within {@link #CHOOSING_MAX} is deleted.
 * The desk remembers the last {@link #JOBS_KEPT_MAX} imports of this process; what a stopped process had
 * begun is found in the contacts (whole batches), and importing the file again completes it.
 *
 * <p>Thread-safe.
 */
public final class ImportDesk {

    /** Imports remembered, the oldest forgotten first. */
    static final int JOBS_KEPT_MAX = 100;
    /** Imports of one account that may be waiting or running; also files whose columns somebody may be looking at. */
    static final int OPEN_FOR_AN_ACCOUNT_MAX = 3;
    /** How long a file waits for somebody to say what its columns are. */
    static final Duration CHOOSING_MAX = Duration.ofHours(1);

    private static final int AT_ONCE = 1;
    private static final int FILE_NAME_LENGTH_MAX = 100;
    private static final Logger LOG = LoggerFactory.getLogger(ImportDesk.class);

    private final Contacts contacts;
    private final AuditLog audit;
    private final InstantSource clock;
    private final UploadFolder folder;
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
        this.folder = UploadFolder.open(folder, "import-");
    }

    /** What came of handing in a file. */
    public sealed interface Receipt {
        /** It is here. */
        record Taken(ImportJob job) implements Receipt {}

        /** Larger than {@link UploadFolder#FILE_OCTETS_MAX}; nothing was changed. */
        record TooLarge() implements Receipt {}

        /** The account has enough imports under way; nothing was changed. */
        record TooMany() implements Receipt {}
    }

    /**
     * An import as somebody asks for it.
     *
     * @param properties names of properties that the account may not have yet, for columns that are called so
     */
    public record Order(
            AccountId account, String by, String fileName, Optional<TextEncoding> encoding, Set<String> properties) {
        public Order {
            properties = Set.copyOf(properties);
            String plain = fileName.replaceAll("\\p{Cntrl}", " ");
            fileName = plain.length() > FILE_NAME_LENGTH_MAX ? plain.substring(0, FILE_NAME_LENGTH_MAX) : plain;
        }
    }

    /** The names of properties that an account has. */
    SortedSet<String> propertyNames(AccountId account) {
        return contacts.propertyNames(account);
    }

    /** Copies the file and begins; returns once it is on disk. */
    public Receipt take(Order order, InputStream content) throws IOException {
        Receipt receipt = place(order, content);
        if (receipt instanceof Receipt.Taken taken) {
            start(taken.job(), order.encoding(), Optional.empty());
        }
        return receipt;
    }

    /**
     * Copies the file and looks at it; imports nothing before {@link #begin}. Of the account's files that wait for that, all but the
     * latest few are forgotten.
     */
    Receipt offer(Order order, InputStream content) throws IOException {
        Receipt receipt = place(order, content);
        if (receipt instanceof Receipt.Taken taken) {
            lookAt(taken.job());
            CompletableFuture.delayedExecutor(CHOOSING_MAX.toSeconds(), TimeUnit.SECONDS)
                    .execute(() -> discard(taken.job()));
            withAccount(order.account(), Stage.CHOOSING).reversed().stream()
                    .skip(OPEN_FOR_AN_ACCOUNT_MAX)
                    .forEach(this::discard);
        }
        return receipt;
    }

    private Receipt place(Order order, InputStream content) throws IOException {
        if (isBusy(order.account())) {
            return new Receipt.TooMany();
        }
        Optional<Path> file = folder.keep(content);
        if (file.isEmpty()) {
            return new Receipt.TooLarge();
        }
        ImportJob job = new ImportJob(newId(), order, clock.instant(), file.get(), folder.empty());
        remember(job);
        return new Receipt.Taken(job);
    }

    private boolean isBusy(AccountId account) {
        int open = withAccount(account, Stage.WAITING).size()
                + withAccount(account, Stage.RUNNING).size();
        return open >= OPEN_FOR_AN_ACCOUNT_MAX;
    }

    /** The oldest first. */
    private List<ImportJob> withAccount(AccountId account, Stage stage) {
        synchronized (jobs) {
            return jobs.stream()
                    .filter(job -> job.account().equals(account) && job.status().stage() == stage)
                    .toList();
        }
    }

    private void lookAt(ImportJob job) throws IOException {
        try {
            job.update(seen(job, names(job.order())));
        } finally {
            if (job.status().stage() == Stage.WAITING) {
                job.update(job.status().at(Stage.BROKEN_OFF));
            }
            if (job.status().stage().isOver()) {
                UploadFolder.forget(job.file());
            }
        }
    }

    /** Those that columns can be recognized by. */
    private Set<String> names(Order order) {
        Set<String> names = new TreeSet<>(contacts.propertyNames(order.account()));
        names.addAll(order.properties());
        return names;
    }

    private static ImportStatus seen(ImportJob job, Set<String> names) throws IOException {
        FileSurvey survey = FileSurvey.of(job.file());
        TextEncoding encoding = ContactImport.encoding(survey, job.order().encoding());
        ImportPreview preview = ImportPreview.of(job.file(), encoding, names);
        Stage stage = stageOf(survey, preview);
        if (stage.isOver()) {
            try (SafeCsvWriter refused = new SafeCsvWriter(Files.newOutputStream(job.refusedFile()))) {
                preview.broken().forEach(line -> write(refused, line));
            }
        }
        return ImportStatus.lookedAt(
                stage, survey, encoding, stage == Stage.NOT_A_TABLE ? preview.broken() : List.of());
    }

    private static Stage stageOf(FileSurvey survey, ImportPreview preview) {
        if (survey.lines() > ContactImport.LINES_MAX) {
            return Stage.TOO_MANY_LINES;
        }
        if (preview.isTable()) {
            return Stage.CHOOSING;
        }
        return preview.broken().isEmpty() ? Stage.EMPTY_FILE : Stage.NOT_A_TABLE;
    }

    /**
     * The beginning of a file whose columns somebody looks at.
     *
     * @param encoding as which it is read where it does not say itself; as it was found if empty
     * @return empty if the file is not, or no longer, to be chosen about
     */
    Optional<ImportPreview> preview(ImportJob job, Optional<TextEncoding> encoding) throws IOException {
        ImportStatus status = job.status();
        if (status.stage() != Stage.CHOOSING) {
            return Optional.empty();
        }
        TextEncoding found = status.encoding().orElseThrow();
        try {
            return Optional.of(ImportPreview.of(
                    job.file(), encoding.filter(chosen -> found.isGuess()).orElse(found), names(job.order())));
        } catch (NoSuchFileException goneMeanwhile) {
            return Optional.empty();
        }
    }

    /**
     * Imports a file as chosen; does nothing if that was done before.
     *
     * @return whether it is, or was, begun; false if enough imports of the account are under way
     */
    boolean begin(ImportJob job, ImportChoice choice) {
        synchronized (jobs) {
            if (job.status().stage() != Stage.CHOOSING) {
                return true;
            }
            if (isBusy(job.account())) {
                return false;
            }
            job.update(job.status().at(Stage.WAITING));
        }
        start(job, Optional.of(choice.encoding()), Optional.of(choice.columns()));
        return true;
    }

    /** Forgets a file that nobody has begun to import; does nothing to others. */
    void discard(ImportJob job) {
        synchronized (jobs) {
            if (job.status().stage() != Stage.CHOOSING) {
                return;
            }
            jobs.remove(job);
        }
        UploadFolder.forget(job.file());
        UploadFolder.forget(job.refusedFile());
    }

    private void start(ImportJob job, Optional<TextEncoding> encoding, Optional<ContactColumns> columns) {
        Thread.ofVirtual().name("import-" + job.id()).start(() -> {
            slots.acquireUninterruptibly();
            try {
                run(job, encoding, columns);
            } finally {
                slots.release();
            }
        });
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

    private void remember(ImportJob job) {
        Optional<ImportJob> forgotten = Optional.empty();
        synchronized (jobs) {
            jobs.addLast(job);
            if (jobs.size() > JOBS_KEPT_MAX && jobs.getFirst().status().stage().isOver()) {
                forgotten = Optional.of(jobs.removeFirst());
            }
        }
        forgotten.ifPresent(old -> UploadFolder.forget(old.refusedFile()));
    }

    private static void write(SafeCsvWriter refused, RefusedLine line) {
        refused.row(Long.toString(line.line()), line.problem().name(), line.text());
    }

    private void run(ImportJob job, Optional<TextEncoding> encoding, Optional<ContactColumns> columns) {
        try (SafeCsvWriter refused = new SafeCsvWriter(Files.newOutputStream(job.refusedFile()))) {
            ContactImport reading =
                    new ContactImport(contacts, clock, job.account(), line -> write(refused, line), job::update);
            ImportStatus end = runToTheEnd(reading, job, encoding, columns);
            job.update(end);
            note(job.order(), end);
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("Import broke off: the list of refused lines could not be written import={}", job.id(), e);
        } finally {
            if (!job.status().stage().isOver()) {
                job.update(job.status().at(Stage.BROKEN_OFF));
            }
            UploadFolder.forget(job.file());
        }
    }

    private ImportStatus runToTheEnd(
            ContactImport reading, ImportJob job, Optional<TextEncoding> encoding, Optional<ContactColumns> columns) {
        try {
            return reading.run(job.file(), encoding, columns, names(job.order()));
        } catch (IOException | StoreUnavailableException e) {
            LOG.warn("Import broke off account={}", job.account(), e);
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
}
