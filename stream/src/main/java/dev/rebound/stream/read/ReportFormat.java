package dev.rebound.stream.read;

import dev.rebound.parse.mime.MboxSplitter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.connector.file.src.util.IteratorResultIterator;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * Files of raw reports: a message a file, as a Maildir has them, or an mbox with several. A report came when its file was last
 * changed. Where it came to is not kept in a file, so that such a report is plausible at most.
 */
public final class ReportFormat implements BulkFormat<Raw, FileSourceSplit> {

    /** Octets of a file: it is held in memory as a whole, and once more while its messages are read. */
    public static final long FILE_OCTETS_MAX = 256L << 20;

    private static final long serialVersionUID = 1L;

    @Override
    public BulkFormat.Reader<Raw> createReader(Configuration configuration, FileSourceSplit split) throws IOException {
        return new Reader(reports(split), 0);
    }

    @Override
    public BulkFormat.Reader<Raw> restoreReader(Configuration configuration, FileSourceSplit split) throws IOException {
        long read = split.getReaderPosition()
                .map(CheckpointedPosition::getRecordsAfterOffset)
                .orElse(0L);
        return new Reader(reports(split), read);
    }

    @Override
    public boolean isSplittable() {
        return false;
    }

    @Override
    public TypeInformation<Raw> getProducedType() {
        return Raw.type();
    }

    private static List<Raw> reports(FileSourceSplit split) throws IOException {
        Path path = split.path();
        if (split.length() > FILE_OCTETS_MAX) {
            throw new IOException(path + " has more than " + (FILE_OCTETS_MAX >> 20) + " MiB: split it");
        }
        List<byte[]> messages;
        try (FSDataInputStream in = path.getFileSystem().open(path)) {
            byte[] content = in.readAllBytes();
            messages = MboxSplitter.isMbox(content) ? MboxSplitter.split(content) : List.of(content);
        }
        if (messages.size() >= MboxSplitter.MESSAGES_MAX) {
            throw new IOException(path + " has " + MboxSplitter.MESSAGES_MAX + " messages or more: split it");
        }
        List<Raw> reports = new ArrayList<>(messages.size());
        for (byte[] message : messages) {
            String place = path.getName() + ", message " + (reports.size() + 1);
            reports.add(new Raw(Form.REPORTS, place, message, split.fileModificationTime(), ""));
        }
        return reports;
    }

    /** All messages of a file at once. */
    private static final class Reader implements BulkFormat.Reader<Raw> {

        private @Nullable List<Raw> reports;
        private final int read;

        Reader(List<Raw> reports, long read) {
            this.reports = reports;
            this.read = Math.toIntExact(read);
        }

        @Override
        public BulkFormat.@Nullable RecordIterator<Raw> readBatch() {
            List<Raw> all = reports;
            reports = null;
            return all == null
                    ? null
                    : new IteratorResultIterator<>(
                            all.subList(Math.min(read, all.size()), all.size()).iterator(),
                            CheckpointedPosition.NO_OFFSET,
                            read);
        }

        @Override
        public void close() {
            reports = null;
        }
    }
}
