package dev.rebound.server.listfile;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.engine.bulk.BadLine;
import dev.rebound.engine.bulk.BadLine.Problem;
import dev.rebound.server.csv.CsvRows;
import dev.rebound.server.csv.CsvRows.Cells;
import dev.rebound.server.csv.RowProblem;
import dev.rebound.server.csv.TextEncoding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A list as a table. Its first row holds the names of the columns; if it holds an address, there are no names: then the
 * file is a plain list of addresses, or the address and reason that SES's bulk import takes.
 */
final class TableRows implements Rows {

    private static final Set<String> SES_REASONS = Set.of("BOUNCE", "COMPLAINT");

    private final CsvRows rows;
    private final Map<String, Integer> columns = new HashMap<>();
    private Optional<Row> waiting = Optional.empty();

    private TableRows(CsvRows rows) {
        this.rows = rows;
    }

    /** Opens the file; empty if no row can be read. */
    static Optional<TableRows> open(Path file, TextEncoding encoding) throws IOException {
        TableRows table = new TableRows(CsvRows.open(file, encoding));
        Optional<CsvRows.Row> first = table.rows.next();
        if (first.isPresent() && first.get() instanceof Cells cells) {
            table.readNames(cells);
            return Optional.of(table);
        }
        table.close();
        return Optional.empty();
    }

    private void readNames(Cells first) {
        for (int i = 0; i < first.cells().size(); i++) {
            if (EmailAddress.parse(first.cell(i)).isPresent()) {
                columns.clear();
                withoutNames(first, i);
                waiting = Optional.of(row(first));
                return;
            }
            columns.putIfAbsent(Fields.folded(first.cell(i)), i);
        }
        columns.remove("");
    }

    private void withoutNames(Cells first, int address) {
        columns.put("emailaddress", address);
        if (SES_REASONS.contains(first.cell(address + 1).toUpperCase(Locale.ROOT))) {
            columns.put("reason", address + 1);
        }
    }

    @Override
    public Set<String> names() {
        return columns.keySet();
    }

    @Override
    public Optional<Row> next() throws IOException {
        if (waiting.isPresent()) {
            Optional<Row> first = waiting;
            waiting = Optional.empty();
            return first;
        }
        return rows.next().map(this::row);
    }

    private Row row(CsvRows.Row row) {
        return switch (row) {
            case CsvRows.Broken broken -> new Bad(new BadLine(broken.line(), problem(broken.problem()), broken.text()));
            case Cells cells when cells.isBlank() -> new Blank(cells.line());
            case Cells cells -> new Good(cells.line(), names -> cell(cells, names));
        };
    }

    private String cell(Cells cells, String... names) {
        for (String name : names) {
            Integer column = columns.get(name);
            if (column != null) {
                return cells.cell(column);
            }
        }
        return "";
    }

    private static Problem problem(RowProblem problem) {
        return switch (problem) {
            case LINE_TOO_LONG -> Problem.LINE_TOO_LONG;
            case QUOTES -> Problem.QUOTES;
            case BROKEN_CHARACTERS -> Problem.BROKEN_CHARACTERS;
            case ZERO_CHARACTER -> Problem.ZERO_CHARACTER;
        };
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
