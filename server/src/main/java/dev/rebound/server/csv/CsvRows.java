package dev.rebound.server.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvReader.CsvReaderBuilder;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.rebound.server.csv.BoundedLines.Line;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads a CSV file row by row and survives what is wrong with it.
 *
 * <p>A CSV parser that meets a quotation mark without a partner takes the rest of the file for one cell.
 * So we cut the text into lines ourselves and put lines together only while the number of quotation marks
 * is odd, up to {@link #ROW_LINES_MAX} of them; what then does not parse costs its first line, and reading
 * goes on with the second. The separator (comma, semicolon or tab) is the one that the first line has
 * most of.
 *
 * <p>Time and memory are bounded by the limits here whatever the file contains. Not thread-safe.
 */
public final class CsvRows implements Closeable {

    /** Longest line, in characters. */
    public static final int LINE_LENGTH_MAX = 65_536;
    /** Most lines that one row with line breaks inside its cells may span. */
    public static final int ROW_LINES_MAX = 50;

    private static final char QUOTE = '"';
    private static final char REPLACEMENT = '\ufffd';

    private final Reader reader;
    private final BoundedLines lines;
    private final Deque<Row> waiting = new ArrayDeque<>();
    private final CsvReaderBuilder parser;

    private CsvRows(Reader reader) throws IOException {
        this.reader = reader;
        this.lines = new BoundedLines(reader, LINE_LENGTH_MAX);
        this.parser = CsvReader.builder()
                .fieldSeparator(separator(lines))
                .skipEmptyLines(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false);
    }

    /** Opens a file that was surveyed. */
    public static CsvRows open(Path file, TextEncoding encoding) throws IOException {
        InputStream in = Files.newInputStream(file);
        try {
            in.skipNBytes(encoding.markOctets());
            return new CsvRows(new InputStreamReader(
                    in,
                    encoding.charset()
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPLACE)
                            .onUnmappableCharacter(CodingErrorAction.REPLACE)));
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /** What was read. */
    public sealed interface Row {
        /** The line it starts on, from 1. */
        long line();
    }

    /** A row's cells, with the guard against formulas taken off. */
    public record Cells(long line, List<String> cells) implements Row {
        public Cells {
            cells = List.copyOf(cells);
        }

        /** The cell of a column, without white space around it; empty if the row has none there. */
        public String cell(int column) {
            return column >= 0 && column < cells.size() ? cells.get(column).strip() : "";
        }

        /** True if nothing stands in it. */
        public boolean isBlank() {
            return cells.stream().allMatch(String::isBlank);
        }
    }

    /** A line that could not be read as cells. */
    public record Broken(long line, RowProblem problem, String text) implements Row {}

    /** The next row; empty at the end of the file. */
    public Optional<Row> next() throws IOException {
        while (waiting.isEmpty()) {
            Optional<Line> line = lines.next();
            if (line.isEmpty()) {
                return Optional.empty();
            }
            readFrom(line.get());
        }
        return Optional.of(waiting.removeFirst());
    }

    private void readFrom(Line first) throws IOException {
        Optional<RowProblem> problem = problemOf(first);
        if (problem.isPresent()) {
            waiting.add(broken(first, problem.get()));
            return;
        }
        List<Line> together = withContinuation(first);
        if (!cut(together)) {
            waiting.add(broken(first, RowProblem.QUOTES));
            lines.giveBack(together.subList(1, together.size()));
        }
    }

    /** Adds lines while a quotation mark is open. */
    private List<Line> withContinuation(Line first) throws IOException {
        List<Line> together = new ArrayList<>(List.of(first));
        boolean open = hasOddQuotes(first.text());
        int length = first.text().length();
        while (open && together.size() < ROW_LINES_MAX && length <= LINE_LENGTH_MAX) {
            Optional<Line> next = lines.next();
            if (next.isEmpty()) {
                return together;
            }
            together.add(next.get());
            if (problemOf(next.get()).isPresent()) {
                return together;
            }
            length += next.get().text().length();
            open ^= hasOddQuotes(next.get().text());
        }
        return together;
    }

    /** Cuts lines into rows and puts them by; false if they cannot be cut. */
    private boolean cut(List<Line> together) throws IOException {
        if (together.stream().anyMatch(line -> problemOf(line).isPresent())) {
            return false;
        }
        String text = together.stream().map(Line::text).collect(Collectors.joining("\n"));
        long before = together.getFirst().number() - 1;
        List<Row> rows = new ArrayList<>();
        try (CsvReader<CsvRecord> csv = parser.ofCsvRecord(text)) {
            for (CsvRecord each : csv) {
                rows.add(new Cells(
                        before + each.getStartingLineNumber(),
                        each.getFields().stream().map(FormulaGuard::bare).toList()));
            }
        } catch (CsvParseException notCsv) {
            return false;
        }
        waiting.addAll(rows);
        return true;
    }

    private static Optional<RowProblem> problemOf(Line line) {
        if (line.cut()) {
            return Optional.of(RowProblem.LINE_TOO_LONG);
        }
        if (line.text().indexOf(REPLACEMENT) >= 0) {
            return Optional.of(RowProblem.BROKEN_CHARACTERS);
        }
        return line.text().indexOf('\0') >= 0 ? Optional.of(RowProblem.ZERO_CHARACTER) : Optional.empty();
    }

    private static Broken broken(Line line, RowProblem problem) {
        return new Broken(line.number(), problem, line.text());
    }

    private static boolean hasOddQuotes(String text) {
        return text.chars().filter(c -> c == QUOTE).count() % 2 == 1;
    }

    /** Excel's own hint, a first line {@code sep=;}, counts and is passed over. */
    private static char separator(BoundedLines lines) throws IOException {
        Optional<Line> first = lines.next();
        if (first.isEmpty()) {
            return ',';
        }
        String text = first.get().text();
        if (text.length() == 5 && text.regionMatches(true, 0, "sep=", 0, 4) && ",;\t".indexOf(text.charAt(4)) >= 0) {
            return text.charAt(4);
        }
        lines.giveBack(List.of(first.get()));
        return mostFrequentIn(text);
    }

    private static char mostFrequentIn(String firstLine) {
        char best = ',';
        long most = count(firstLine, best);
        for (char candidate : new char[] {';', '\t'}) {
            long found = count(firstLine, candidate);
            if (found > most) {
                best = candidate;
                most = found;
            }
        }
        return best;
    }

    /** Occurrences outside quotation marks. */
    private static long count(String text, char wanted) {
        boolean quoted = false;
        long found = 0;
        for (int i = 0; i < text.length(); i++) {
            quoted ^= text.charAt(i) == QUOTE;
            found += !quoted && text.charAt(i) == wanted ? 1 : 0;
        }
        return found;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
