package dev.rebound.server.contact;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.contact.Contacts;
import dev.rebound.engine.contact.Contacts.Saved;
import dev.rebound.engine.contact.NewContact;
import dev.rebound.server.contact.ImportStatus.Stage;
import dev.rebound.server.csv.CsvRows;
import dev.rebound.server.csv.CsvRows.Broken;
import dev.rebound.server.csv.CsvRows.Cells;
import dev.rebound.server.csv.CsvRows.Row;
import dev.rebound.server.csv.FileSurvey;
import dev.rebound.server.csv.TextEncoding;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads one CSV file into an account's contacts. Good lines are kept in batches, each one transaction;
 * bad ones are handed to a listener with their number and why. Nothing is changed before the whole file has
 * been looked through once. Running it twice with one file leaves the same contacts.
 *
 * <p>For one run; confined to the thread that runs it.
 */
final class ContactImport {

    /** Most lines of a file. */
    static final long LINES_MAX = 1_000_000;

    private final Contacts contacts;
    private final InstantSource clock;
    private final AccountId account;
    private final Consumer<RefusedLine> refusals;
    private final Consumer<ImportStatus> progress;

    private final SeenAddresses seen = new SeenAddresses();
    private final Map<AddressKey, NewContact> batch = new LinkedHashMap<>();
    private final List<RefusedLine> firstRefused = new ArrayList<>();
    private Optional<TextEncoding> encoding = Optional.empty();
    private long linesInAll;
    private long linesDone;
    private long added;
    private long updated;
    private long repeated;
    private long repeatedSinceSaved;
    private long refused;

    /**
     * @param refusals told of every line that is not imported, in order
     * @param progress told how far it has come, after every batch
     */
    ContactImport(
            Contacts contacts,
            InstantSource clock,
            AccountId account,
            Consumer<RefusedLine> refusals,
            Consumer<ImportStatus> progress) {
        this.contacts = contacts;
        this.clock = clock;
        this.account = account;
        this.refusals = refusals;
        this.progress = progress;
    }

    /**
     * Imports the file.
     *
     * @param chosen the encoding somebody chose; found out if empty
     * @param columns what is in which column; found out if empty
     * @param names of properties that columns may hold
     * @throws IOException if the file cannot be read; {@link #status} says what was kept
     */
    ImportStatus run(Path file, Optional<TextEncoding> chosen, Optional<ContactColumns> columns, Set<String> names)
            throws IOException {
        FileSurvey survey = FileSurvey.of(file);
        encoding = Optional.of(encoding(survey, chosen));
        linesInAll = survey.lines();
        if (linesInAll > LINES_MAX) {
            return status(Stage.TOO_MANY_LINES);
        }
        try (CsvRows rows = CsvRows.open(file, encoding.get())) {
            return read(rows, columns, names);
        }
    }

    /** Somebody's choice counts where the file does not say itself. */
    static TextEncoding encoding(FileSurvey survey, Optional<TextEncoding> chosen) {
        return chosen.filter(c -> survey.encoding().isGuess()).orElse(survey.encoding());
    }

    private ImportStatus read(CsvRows rows, Optional<ContactColumns> chosen, Set<String> names) throws IOException {
        Optional<Row> first = firstCells(rows);
        if (first.isEmpty()) {
            return status(refused == 0 ? Stage.EMPTY_FILE : Stage.DONE);
        }
        Cells headings = (Cells) first.get();
        Optional<ContactColumns> columns = chosen.or(() -> ContactColumns.of(headings, names));
        if (columns.isEmpty()) {
            return noEmailColumn(headings);
        }
        if (!columns.get().headings()) {
            take(columns.get(), headings);
        }
        for (Optional<Row> row = rows.next(); row.isPresent(); row = rows.next()) {
            take(columns.get(), row.get());
        }
        save();
        return status(Stage.DONE);
    }

    /** The first row with anything in it; what cannot be read before it is refused. */
    private Optional<Row> firstCells(CsvRows rows) throws IOException {
        Optional<Row> row = rows.next();
        while (row.isPresent() && !(row.get() instanceof Cells cells && !cells.isBlank())) {
            if (row.get() instanceof Broken broken) {
                refuse(broken);
            }
            row = rows.next();
        }
        return row;
    }

    private void take(ContactColumns columns, Row row) {
        linesDone = row.line();
        switch (row) {
            case Broken broken -> refuse(broken);
            case Cells cells when cells.isBlank() -> {
                // Spreadsheets save rows of nothing but separators.
            }
            case Cells cells -> {
                switch (columns.read(cells)) {
                    case ContactEntry.Bad bad ->
                        refuse(new RefusedLine(cells.line(), bad.problem(), textOf(columns, cells)));
                    case ContactEntry.Good good -> keep(good.contact());
                }
            }
        }
    }

    private static String textOf(ContactColumns columns, Cells cells) {
        String address = cells.cell(columns.email());
        return address.isEmpty() ? String.join(" ", cells.cells()) : address;
    }

    private void keep(NewContact contact) {
        AddressKey key = contact.email().key();
        if (!seen.add(key)) {
            repeated++;
            repeatedSinceSaved += batch.containsKey(key) ? 0 : 1;
        }
        batch.put(key, contact);
        if (batch.size() >= Contacts.BATCH_MAX) {
            save();
        }
    }

    /** Those of the batch that an earlier batch had are updates to the store, but repeated rows to us. */
    private void save() {
        if (!batch.isEmpty()) {
            Saved saved = contacts.save(account, List.copyOf(batch.values()), clock.instant());
            added += saved.added();
            updated += saved.updated() - repeatedSinceSaved;
            repeatedSinceSaved = 0;
            batch.clear();
        }
        progress.accept(status(Stage.RUNNING));
    }

    private void refuse(Broken broken) {
        linesDone = broken.line();
        refuse(new RefusedLine(broken.line(), ContactProblem.of(broken.problem()), broken.text()));
    }

    private void refuse(RefusedLine line) {
        refused++;
        if (firstRefused.size() < ImportStatus.REFUSED_SHOWN_MAX) {
            firstRefused.add(line);
        }
        refusals.accept(line);
    }

    private ImportStatus noEmailColumn(Cells headings) {
        List<String> shown = headings.cells().stream()
                .limit(20)
                .map(cell -> cell.length() > 50 ? cell.substring(0, 50) : cell)
                .toList();
        ImportStatus s = status(Stage.NO_EMAIL_COLUMN);
        return new ImportStatus(s.stage(), linesInAll, linesDone, 0, 0, 0, refused, firstRefused, encoding, shown);
    }

    /** How far it has come. */
    ImportStatus status(Stage stage) {
        return new ImportStatus(
                stage, linesInAll, linesDone, added, updated, repeated, refused, firstRefused, encoding, List.of());
    }
}
