package dev.rebound.stream.read;

import dev.rebound.parse.mime.MboxReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.connector.file.src.util.IteratorResultIterator;
import org.apache.flink.core.fs.FSDataInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Files of raw reports: a message a file, as a Maildir has them, or an mbox with any number of them, of which one batch is
 * held. A report came when its file was last changed. Where it came to is not kept in a file, so that such a report is
 * plausible at most.
 */
public final class ReportFormat implements BulkFormat<Raw, FileSourceSplit> {

    /** Messages of a batch; Flink holds a few batches. */
    private static final int BATCH_MESSAGES_MAX = 500;

    /** Octets after which a batch ends. */
    private static final long BATCH_OCTETS = 4 << 20;

    private static final long serialVersionUID = 1L;

    @Override
    public BulkFormat.Reader<Raw> createReader(Configuration configuration, FileSourceSplit split) throws IOException {
        return new Reader(split, 0);
    }

    @Override
    public BulkFormat.Reader<Raw> restoreReader(Configuration configuration, FileSourceSplit split) throws IOException {
        return new Reader(
                split,
                split.getReaderPosition()
                        .map(CheckpointedPosition::getRecordsAfterOffset)
                        .orElse(0L));
    }

    @Override
    public boolean isSplittable() {
        return false;
    }

    @Override
    public TypeInformation<Raw> getProducedType() {
        return Raw.type();
    }

    /** Where it is in a file is how many messages it has read: after a restart those are read again and passed over. */
    private static final class Reader implements BulkFormat.Reader<Raw> {

        private final FileSourceSplit split;
        private final FSDataInputStream in;
        private final MboxReader messages;
        private long read;

        Reader(FileSourceSplit split, long passedOver) throws IOException {
            this.split = split;
            this.in = split.path().getFileSystem().open(split.path());
            this.messages = new MboxReader(in, ReadStep.REPORT_OCTETS_MAX);
            try {
                while (read < passedOver && messages.next().isPresent()) {
                    read++;
                }
            } catch (IOException | RuntimeException e) {
                in.close();
                throw e;
            }
        }

        @Override
        public BulkFormat.@Nullable RecordIterator<Raw> readBatch() throws IOException {
            long before = read;
            List<Raw> batch = new ArrayList<>();
            long octets = 0;
            while (batch.size() < BATCH_MESSAGES_MAX && octets < BATCH_OCTETS) {
                Optional<byte[]> message = messages.next();
                if (message.isEmpty()) {
                    break;
                }
                octets += message.get().length;
                batch.add(raw(message.get(), ++read));
            }
            return batch.isEmpty()
                    ? null
                    : new IteratorResultIterator<>(batch.iterator(), CheckpointedPosition.NO_OFFSET, before);
        }

        private Raw raw(byte[] message, long number) {
            String place = split.path().getName() + ", message " + number;
            return new Raw(Form.REPORTS, place, message, split.fileModificationTime(), "");
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
