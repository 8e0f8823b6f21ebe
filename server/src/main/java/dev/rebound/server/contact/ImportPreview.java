package dev.rebound.server.contact;

import dev.rebound.engine.contact.ContactProperties;
import dev.rebound.server.csv.CsvRows;
import dev.rebound.server.csv.CsvRows.Broken;
import dev.rebound.server.csv.CsvRows.Cells;
import dev.rebound.server.csv.CsvRows.Row;
import dev.rebound.server.csv.TextEncoding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The beginning of a file, column by column, with what each column seems to be. So much is read that the page has
 * {@link #ROWS_MAX} rows, and no more than {@link #LINES_READ_MAX} lines.
 *
 * @param headings whether the first row seems to name the columns
 * @param moreColumns whether the file has more than the {@link #COLUMNS_MAX} that are shown
 * @param broken lines among them that cannot be read as cells
 */
public record ImportPreview(
        TextEncoding encoding, boolean headings, List<Column> columns, boolean moreColumns, List<RefusedLine> broken) {

    /** Rows shown of every column. */
    public static final int ROWS_MAX = 5;
    /** Columns shown. */
    public static final int COLUMNS_MAX = 100;
    /** Longest text shown of a cell, in characters. */
    static final int CELL_LENGTH_MAX = 60;

    private static final int LINES_READ_MAX = 20;

    public ImportPreview {
        columns = List.copyOf(columns);
        broken = List.copyOf(broken);
    }

    /**
     * One column.
     *
     * @param heading what the first row calls it; empty if that is a contact already or has nothing there
     * @param values of the first rows below, from the top; some may be empty
     * @param use what it seems to be
     * @param property what it would be called as a property; may be empty
     */
    public record Column(String heading, List<String> values, ColumnUse use, String property) {
        public Column {
            values = List.copyOf(values);
        }
    }

    /** True if there is a row to choose the columns by. */
    boolean isTable() {
        return !columns.isEmpty();
    }

    /**
     * The same with columns used otherwise.
     *
     * @param uses of every column
     * @param typed what every column would be called as a property
     */
    ImportPreview used(List<ColumnUse> uses, List<String> typed, boolean withHeadings) {
        List<Column> changed = IntStream.range(0, columns.size())
                .mapToObj(
                        i -> new Column(columns.get(i).heading(), columns.get(i).values(), uses.get(i), typed.get(i)))
                .toList();
        return new ImportPreview(encoding, withHeadings, changed, moreColumns, broken);
    }

    /**
     * Reads the beginning of a file.
     *
     * @param names of properties that the account has
     */
    static ImportPreview of(Path file, TextEncoding encoding, Set<String> names) throws IOException {
        List<Cells> rows = new ArrayList<>();
        List<RefusedLine> broken = new ArrayList<>();
        try (CsvRows all = CsvRows.open(file, encoding)) {
            Optional<Row> row = all.next();
            for (int read = 0; row.isPresent() && read < LINES_READ_MAX && rows.size() <= ROWS_MAX; read++) {
                switch (row.get()) {
                    case Broken one ->
                        broken.add(new RefusedLine(one.line(), ContactProblem.of(one.problem()), one.text()));
                    case Cells cells -> {
                        if (!cells.isBlank()) {
                            rows.add(cells);
                        }
                    }
                }
                row = all.next();
            }
        }
        return rows.isEmpty()
                ? new ImportPreview(encoding, false, List.of(), false, broken)
                : of(encoding, rows, broken, names);
    }

    private static ImportPreview of(
            TextEncoding encoding, List<Cells> rows, List<RefusedLine> broken, Set<String> names) {
        Cells first = rows.getFirst();
        List<Cells> below = rows.subList(1, rows.size());
        ContactColumns guess =
                ContactColumns.of(first, names).orElseGet(() -> ContactColumns.byValues(first, below, names));
        List<Cells> contacts =
                guess.headings() ? below : rows.stream().limit(ROWS_MAX).toList();
        int width = rows.stream().mapToInt(row -> row.cells().size()).max().orElse(0);
        List<Column> columns = IntStream.range(0, Math.min(width, COLUMNS_MAX))
                .mapToObj(i -> new Column(
                        guess.headings() ? shown(first.cell(i)) : "",
                        contacts.stream().map(row -> shown(row.cell(i))).toList(),
                        guess.use(i),
                        guess.headings()
                                ? ContactProperties.nameOf(first.cell(i)).orElse("")
                                : ""))
                .toList();
        return new ImportPreview(encoding, guess.headings(), columns, width > COLUMNS_MAX, broken);
    }

    /** Never half a character: those beyond the basic plane are two of ours. */
    private static String shown(String cell) {
        return cell.codePointCount(0, cell.length()) <= CELL_LENGTH_MAX
                ? cell
                : cell.substring(0, cell.offsetByCodePoints(0, CELL_LENGTH_MAX)) + "…";
    }
}
