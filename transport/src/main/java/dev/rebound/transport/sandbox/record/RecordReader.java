package dev.rebound.transport.sandbox.record;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Reads a record, also one that a running or a killed sandbox still had open. */
public final class RecordReader {

    /** Longest line, in bytes. Ours are far below; a longer one means that the file is not a record. */
    static final int LINE_BYTES_MAX = 1_000_000;

    private RecordReader() {}

    /**
     * Adds a folder's record up. Nothing was delivered if there is no record.
     *
     * @throws UncheckedIOException if it cannot be read or is no record
     */
    public static DeliverySummary summary(Path folder) {
        Tally tally = new Tally();
        forEach(folder, tally::add);
        return tally.summary();
    }

    /**
     * Shows every complete line of a folder's record, in order. A last line without a line feed is one
     * that was being written when the process died: what it would have said was never answered, so it
     * is passed over.
     *
     * @return the length of the complete lines, in bytes
     * @throws UncheckedIOException if it cannot be read or is no record
     */
    public static long forEach(Path folder, Consumer<RecordLine> consumer) {
        Path file = folder.resolve(DeliveryRecord.FILE_NAME);
        if (!Files.exists(file)) {
            return 0;
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            return forEach(file, in, consumer);
        } catch (IOException e) {
            throw new UncheckedIOException("reading the sandbox's record: " + e.getMessage(), e);
        }
    }

    private static long forEach(Path file, InputStream in, Consumer<RecordLine> consumer) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long complete = 0;
        long number = 1;
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b != '\n') {
                line.write(b);
                if (line.size() > LINE_BYTES_MAX) {
                    throw new IOException(file + ", line " + number + ": longer than " + LINE_BYTES_MAX + " bytes");
                }
                continue;
            }
            consumer.accept(parsed(file, number, line.toByteArray()));
            complete += line.size() + 1;
            number++;
            line.reset();
        }
        return complete;
    }

    private static RecordLine parsed(Path file, long number, byte[] line) throws IOException {
        try {
            return RecordFormat.read(line);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ", line " + number + ": " + e.getMessage(), e);
        }
    }
}
