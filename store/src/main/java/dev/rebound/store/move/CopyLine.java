package dev.rebound.store.move;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;

/**
 * A row as a line of PostgreSQL's COPY, text format, octet by octet as the server itself writes it ("COPY", File Formats), so that what was
 * written and what is read back can be compared as lines. U+0000, which PostgreSQL cannot keep in a text, is U+FFFD.
 */
final class CopyLine {

    private static final byte[] NULL = {'\\', 'N'};
    private static final byte[] REPLACEMENT = "\uFFFD".getBytes(StandardCharsets.UTF_8);
    private static final HexFormat HEX = HexFormat.of();

    private final Octets octets = new Octets();

    /** The line with its end; valid until the next one. */
    byte[] octets() {
        return octets.array();
    }

    /** Octets of it. */
    int length() {
        return octets.size();
    }

    /** Writes the row the result stands at. */
    void write(ResultSet row, List<TableShape.Column> columns) throws SQLException {
        octets.reset();
        for (int i = 0; i < columns.size(); i++) {
            if (i > 0) {
                octets.write('\t');
            }
            write(row, i + 1, columns.get(i).kind());
        }
        octets.write('\n');
    }

    private void write(ResultSet row, int column, TableShape.Kind kind) throws SQLException {
        switch (kind) {
            case NUMBER -> {
                long value = row.getLong(column);
                writePlain(row.wasNull() ? NULL : Long.toString(value).getBytes(StandardCharsets.US_ASCII));
            }
            case TEXT -> {
                String value = row.getString(column);
                if (value == null) {
                    writePlain(NULL);
                } else {
                    writeEscaped(value.getBytes(StandardCharsets.UTF_8));
                }
            }
            case OCTETS -> {
                byte[] value = row.getBytes(column);
                writePlain(value == null ? NULL : ("\\\\x" + HEX.formatHex(value)).getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    private void writePlain(byte[] value) {
        octets.write(value, 0, value.length);
    }

    private void writeEscaped(byte[] value) {
        for (byte octet : value) {
            switch (octet) {
                case 0 -> writePlain(REPLACEMENT);
                case '\b' -> escape('b');
                case '\f' -> escape('f');
                case '\n' -> escape('n');
                case '\r' -> escape('r');
                case '\t' -> escape('t');
                case 0x0B -> escape('v');
                case '\\' -> escape('\\');
                default -> octets.write(octet);
            }
        }
    }

    private void escape(char letter) {
        octets.write('\\');
        octets.write(letter);
    }

    /** Shows what it has without copying it. */
    private static final class Octets extends ByteArrayOutputStream {
        byte[] array() {
            return buf;
        }
    }
}
