package dev.rebound.server.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes a CSV file (RFC 4180) that a spreadsheet program shows as it is: UTF-8 with the mark that
 * Excel needs to recognise it, every cell in quotes, no cell a formula. {@link CsvRows} reads back
 * exactly the cells that were written.
 *
 * <p>Not thread-safe. Closing it closes the stream.
 */
public final class SafeCsvWriter implements Closeable {

    /** The content type to serve it with. */
    public static final String CONTENT_TYPE = "text/csv; charset=utf-8";

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final CsvWriter csv;

    /** Starts a file on the stream. */
    public SafeCsvWriter(OutputStream out) throws IOException {
        out.write(BYTE_ORDER_MARK);
        csv = CsvWriter.builder()
                .quoteStrategy(QuoteStrategies.ALWAYS)
                .lineDelimiter(LineDelimiter.CRLF)
                .build(out, StandardCharsets.UTF_8);
    }

    /** Writes a row. */
    public void row(String... cells) {
        row(List.of(cells));
    }

    /** Writes a row. */
    public void row(List<String> cells) {
        csv.writeRecord(cells.stream().map(FormulaGuard::guarded).toList());
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
