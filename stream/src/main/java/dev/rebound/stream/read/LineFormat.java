package dev.rebound.stream.read;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.reader.SimpleStreamFormat;
import org.apache.flink.connector.file.src.reader.StreamFormat;
import org.apache.flink.core.fs.FSDataInputStream;
import org.jspecify.annotations.Nullable;

/** A file of observations, one a line. A line longer than any of ours is cut, and then is no JSON. */
public final class LineFormat extends SimpleStreamFormat<Raw> {

    /** Octets of a line: a report of the greatest size that is taken, in base64. */
    static final int LINE_OCTETS_MAX = 64 << 20;

    private static final long serialVersionUID = 1L;

    private final Form form;

    public LineFormat(Form form) {
        this.form = form;
    }

    @Override
    public Reader createReader(Configuration configuration, FSDataInputStream stream) {
        return new Reader(form, new BufferedInputStream(stream, 1 << 16));
    }

    @Override
    public TypeInformation<Raw> getProducedType() {
        return Raw.type();
    }

    /** Reads line by line. */
    public static final class Reader implements StreamFormat.Reader<Raw> {

        private final Form form;
        private final InputStream in;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
        private long number;

        Reader(Form form, InputStream in) {
            this.form = form;
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
            return new Raw(form, "line " + number, line.toByteArray(), 0, "");
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
