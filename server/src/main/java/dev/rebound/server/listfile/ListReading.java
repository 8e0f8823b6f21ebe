package dev.rebound.server.listfile;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.BulkId;
import dev.rebound.core.ledger.ListSource;
import dev.rebound.engine.bulk.BadLine;
import dev.rebound.engine.bulk.BadLine.Problem;
import dev.rebound.engine.bulk.BulkChange.FileProblem;
import dev.rebound.engine.bulk.BulkChanges;
import dev.rebound.engine.bulk.BulkEntry;
import dev.rebound.engine.bulk.BulkKind;
import dev.rebound.engine.bulk.Bulks;
import dev.rebound.server.csv.FileSurvey;
import dev.rebound.server.listfile.Rows.Bad;
import dev.rebound.server.listfile.Rows.Blank;
import dev.rebound.server.listfile.Rows.Good;
import dev.rebound.server.listfile.Rows.Row;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a file into a bulk change that is collecting. Whatever the file holds, memory is bounded: a portion at a time
 * goes into the store. Nothing is changed by reading. Thread-safe.
 */
public final class ListReading {

    /** Most lines of a file. */
    public static final long LINES_MAX = 5_000_000;

    /** How far the first sign in a file is looked for. */
    private static final int LOOKED_AT_OCTETS = 1_024;

    /** Entries read before they are sorted and kept: some tens of megabytes. */
    private static final int RUN_ENTRIES = 100_000;

    private static final Logger LOG = LoggerFactory.getLogger(ListReading.class);

    private final BulkChanges changes;
    private final Function<Diagnostic, Verdict> classifier;

    /**
     * @param classifier judges the replies of servers that some lists have kept
     */
    public ListReading(BulkChanges changes, Function<Diagnostic, Verdict> classifier) {
        this.changes = changes;
        this.classifier = classifier;
    }

    /**
     * What is to be read.
     *
     * @param form whose list somebody says it is; found out if empty
     */
    public record Task(BulkId id, BulkKind kind, Path file, Optional<ListSource> form) {}

    /**
     * Reads the file to its end. The change goes on collecting; if the file cannot be read it has failed.
     *
     * @param progress told how many lines there are after each portion
     * @return whether it could be read
     */
    public boolean read(Task task, LongConsumer progress) {
        Optional<FileProblem> problem;
        try {
            problem = readPacked(task, progress);
        } catch (IOException e) {
            LOG.warn("A list could not be read to its end bulk={}", task.id(), e);
            problem = Optional.of(FileProblem.BROKEN_OFF);
        }
        problem.ifPresent(why -> changes.fail(task.id(), why));
        return problem.isEmpty();
    }

    private Optional<FileProblem> readPacked(Task task, LongConsumer progress) throws IOException {
        Optional<Unpacked> unpacked = Unpacked.of(task.file(), Unpacked.OCTETS_MAX);
        if (unpacked.isEmpty()) {
            return Optional.of(FileProblem.TOO_LARGE);
        }
        try (Unpacked plain = unpacked.get()) {
            return readPlain(task, plain.file(), progress);
        }
    }

    private Optional<FileProblem> readPlain(Task task, Path file, LongConsumer progress) throws IOException {
        if (Files.size(file) == 0) {
            return Optional.of(FileProblem.EMPTY);
        }
        FileSurvey survey = FileSurvey.of(file);
        if (survey.lines() > LINES_MAX) {
            return Optional.of(FileProblem.TOO_MANY_LINES);
        }
        Optional<? extends Rows> opened =
                isJson(file, survey) ? JsonRows.open(file, survey.encoding()) : TableRows.open(file, survey.encoding());
        if (opened.isEmpty()) {
            return Optional.of(FileProblem.NOT_RECOGNISED);
        }
        try (Rows rows = opened.get()) {
            Optional<ListForm> form = ListForm.of(rows.names(), task.form());
            if (form.isEmpty()) {
                return Optional.of(FileProblem.NOT_RECOGNISED);
            }
            changes.from(task.id(), form.get().source());
            new Pass(task, new LineReader(form.get(), new SaidWords(classifier)), progress).read(rows);
            return Optional.empty();
        }
    }

    /** JSON begins with a bracket, which no name of a column does. */
    private static boolean isJson(Path file, FileSurvey survey) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String start = new String(
                            in.readNBytes(LOOKED_AT_OCTETS), survey.encoding().charset())
                    .replace("\ufeff", "")
                    .strip();
            return start.startsWith("{") || start.startsWith("[");
        }
    }

    /**
     * One way through the rows, run by run. A run goes into the store by the order of its addresses, so that a portion
     * changes few places of the store's tree and not one for every address; while the store keeps one run the next is
     * read, and no more than that, so memory stays bounded.
     */
    private final class Pass {
        private final Task task;
        private final LineReader reader;
        private final LongConsumer progress;
        private List<BulkEntry> entries = new ArrayList<>();
        private List<BadLine> bad = new ArrayList<>();
        private long line;
        private long told;
        private CompletableFuture<Void> saved = CompletableFuture.completedFuture(null);

        Pass(Task task, LineReader reader, LongConsumer progress) {
            this.task = task;
            this.reader = reader;
            this.progress = progress;
        }

        void read(Rows rows) throws IOException {
            for (Optional<Row> row = rows.next(); row.isPresent(); row = rows.next()) {
                line = row.get().line();
                take(row.get());
                if (entries.size() + bad.size() >= RUN_ENTRIES - 1) {
                    save();
                }
            }
            save();
            await(saved);
        }

        private void take(Row row) {
            switch (row) {
                case Bad broken -> bad.add(broken.why());
                case Blank ignored -> {
                    // Spreadsheets save rows of nothing but separators.
                }
                case Good good -> take(good);
            }
        }

        private void take(Good row) {
            String text = AddressNames.valueIn(row.fields());
            Optional<EmailAddress> address = EmailAddress.parse(text);
            if (address.isEmpty()) {
                Problem why = text.isEmpty() ? Problem.NO_ADDRESS : Problem.MALFORMED_ADDRESS;
                bad.add(new BadLine(row.line(), why, text));
                return;
            }
            switch (task.kind()) {
                case UNBOUNCE -> entries.add(new BulkEntry(address.get().key(), row.line(), new BulkEntry.Named()));
                case IMPORT -> bringIn(address.get(), row);
            }
        }

        private void bringIn(EmailAddress address, Good row) {
            switch (reader.read(row.fields())) {
                case LineReader.Something something ->
                    something.says().forEach(says -> entries.add(new BulkEntry(address.key(), row.line(), says)));
                case LineReader.Nothing nothing -> bad.add(new BadLine(row.line(), nothing.why(), address.text()));
            }
        }

        private void save() {
            await(saved);
            List<BulkEntry> read = entries;
            List<BadLine> left = bad;
            long lines = line - told;
            saved = CompletableFuture.runAsync(
                    () -> Bulks.Portion.of(read, left, lines).forEach(portion -> changes.add(task.id(), portion)),
                    Thread::startVirtualThread);
            told = line;
            entries = new ArrayList<>();
            bad = new ArrayList<>();
            progress.accept(line);
        }

        /** Fails as what it waits for failed. */
        private static void await(CompletableFuture<Void> portion) {
            try {
                portion.join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw e;
            }
        }
    }
}
