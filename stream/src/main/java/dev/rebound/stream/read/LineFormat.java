package dev.rebound.stream.read;

import dev.rebound.feed.log.PowerMtaReader;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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
        return new Reader(form, at, new BufferedInputStream(stream, 1 << 16));
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
        private final ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
        private long number;
        private String columns = "";

        Reader(Form form, long at, InputStream in) {
            this.form = form;
            this.at = at;
            this.in = in;
        }

        @Override
        public @Nullable Raw read() throws IOException {
            line.reset();
            int octet = in.read();
            if (octet < 0) {
                return null;
            }
            while (octet >= 0 && octet != '\n') {
                if (line.size() < LINE_OCTETS_MAX) {
                    line.write(octet);
                }
                octet = in.read();
            }
            number++;
            if (number == 1 && form == Form.POWERMTA) {
                String first = line.toString(StandardCharsets.UTF_8);
                columns = PowerMtaReader.isHeader(first) ? first : "";
            }
            return new Raw(form, "line " + number, line.toByteArray(), at, columns);
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
