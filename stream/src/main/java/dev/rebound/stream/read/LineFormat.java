package dev.rebound.stream.read;

import dev.rebound.feed.log.PowerMtaReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.reader.SimpleStreamFormat;
import org.apache.flink.connector.file.src.reader.StreamFormat;
import org.apache.flink.core.fs.FSDataInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file of records, one a line. A line longer than any of ours is cut, and then is no JSON. A first line that names columns
 * belongs to all that follow.
 */
public final class LineFormat extends SimpleStreamFormat<Raw> {

    /** Octets of a line: a report of the greatest size that is taken, in base64. */
    static final int LINE_OCTETS_MAX = 64 << 20;

    private static final int BLOCK_OCTETS = 1 << 16;

    private static final long serialVersionUID = 1L;

    private final Form form;
    private final long at;

    /** Of lines that say themselves when they were written. */
    public LineFormat(Form form) {
        this(form, Instant.EPOCH);
    }

    /** Of lines that came at a moment. */
    public LineFormat(Form form, Instant at) {
        this.form = form;
        this.at = at.toEpochMilli();
    }

    @Override
    public Reader createReader(Configuration configuration, FSDataInputStream stream) {
        return new Reader(form, at, stream);
    }

    @Override
    public TypeInformation<Raw> getProducedType() {
        return Raw.type();
    }

    /** Reads line by line. */
    public static final class Reader implements StreamFormat.Reader<Raw> {

        private final Form form;
        private final long at;
        private final InputStream in;
        private final byte[] block = new byte[BLOCK_OCTETS];
        private int from;
        private int end;
        private long number;
        private String columns = "";

        Reader(Form form, long at, InputStream in) {
            this.form = form;
            this.at = at;
            this.in = in;
        }

        @Override
        public @Nullable Raw read() throws IOException {
            if (from == end && !isFilled()) {
                return null;
            }
            byte[] line = line();
            number++;
            if (number == 1 && form == Form.POWERMTA) {
                String first = new String(line, StandardCharsets.UTF_8);
                columns = PowerMtaReader.isHeader(first) ? first : "";
            }
            return new Raw(form, "line " + number, line, at, columns);
        }

        /** What stands up to the next line end, which is passed over. Nearly every line lies in one block. */
        private byte[] line() throws IOException {
            int lineEnd = lineEnd();
            if (lineEnd < end) {
                byte[] line = Arrays.copyOfRange(block, from, lineEnd);
                from = lineEnd + 1;
                return line;
            }
            ByteArrayOutputStream parts = new ByteArrayOutputStream();
            while (from < end || isFilled()) {
                lineEnd = lineEnd();
                parts.write(block, from, Math.min(lineEnd - from, LINE_OCTETS_MAX - parts.size()));
                boolean isWhole = lineEnd < end;
                from = isWhole ? lineEnd + 1 : end;
                if (isWhole) {
                    break;
                }
            }
            return parts.toByteArray();
        }

        private int lineEnd() {
            int place = from;
            while (place < end && block[place] != '\n') {
                place++;
            }
            return place;
        }

        private boolean isFilled() throws IOException {
            from = 0;
            end = Math.max(0, in.read(block));
            return end > 0;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
