package dev.rebound.transport.sandbox.record;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes the record. A line is in the file before the server answers, so whatever a sender was told is
 * in it even if the process is killed right after; it is not synced, because the sandbox rehearses a
 * crash of the process, not of the machine. What is in the file and what is known in memory change
 * together, under one lock.
 *
 * <p>Thread-safe.
 */
public final class DeliveryRecord implements AutoCloseable {

    /** The record's file in its folder. */
    public static final String FILE_NAME = "deliveries.jsonl";

    /** More lines than this are refused: what they say is kept in memory too. */
    static final long LINES_MAX = 5_000_000;

    /** Not a channel of its own: an interrupt would close that, and with it the record. */
    private final RandomAccessFile file;

    private final Tally tally;
    private final ReentrantLock lock = new ReentrantLock();

    private DeliveryRecord(RandomAccessFile file, Tally tally) {
        this.file = file;
        this.tally = tally;
    }

    /**
     * Opens a folder's record, or begins one; goes on where the last process ended.
     *
     * @throws UncheckedIOException if the folder cannot be written, another process has the record
     *     open, or it is no record
     */
    public static DeliveryRecord open(Path folder) {
        try {
            Files.createDirectories(folder);
            Path path = folder.resolve(FILE_NAME);
            RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
            try {
                lock(file, path);
                Tally tally = new Tally();
                long complete = RecordReader.forEach(folder, tally::add);
                file.setLength(complete);
                file.seek(complete);
                return new DeliveryRecord(file, tally);
            } catch (IOException | RuntimeException e) {
                file.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("opening the sandbox's record in " + folder + ": " + e.getMessage(), e);
        }
    }

    private static void lock(RandomAccessFile file, Path path) throws IOException {
        try {
            if (file.getChannel().tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            throw new IOException(path + " is in use in this process", e);
        }
        throw new IOException(path + " is in use by another process");
    }

    /**
     * Records that a message was taken for its recipients, all of them in one write.
     *
     * @return the lines as written: a recipient who has the message already is marked a duplicate, and
     *     owed no notice
     * @throws UncheckedIOException if it cannot be written; then nothing was taken
     */
    public List<RecordLine.Accepted> accept(List<RecordLine.Accepted> lines) {
        lock.lock();
        try {
            List<RecordLine.Accepted> marked =
                    lines.stream().map(this::markedIfDuplicate).toList();
            append(marked);
            return marked;
        } finally {
            lock.unlock();
        }
    }

    private RecordLine.Accepted markedIfDuplicate(RecordLine.Accepted line) {
        return !tally.isDuplicate(line)
                ? line
                : new RecordLine.Accepted(
                        line.at(),
                        line.server(),
                        line.messageId(),
                        line.recipient(),
                        line.behaviour(),
                        true,
                        Optional.empty());
    }

    /** When something was first tried; now, if it was not tried before. */
    public Instant firstAttempt(String key, Instant now) {
        lock.lock();
        try {
            Instant first = tally.firstAttempt(key).orElse(now);
            if (tally.firstAttempt(key).isEmpty()) {
                append(List.of(new RecordLine.FirstAttempt(now, key)));
            }
            return first;
        } finally {
            lock.unlock();
        }
    }

    /** The sender's server took a notice. */
    public void noticeSent(String id, Instant at) {
        appendOne(new RecordLine.NoticeSent(at, id));
    }

    /** The sender's server will not take a notice. */
    public void noticeGivenUp(String id, Instant at, String why) {
        appendOne(new RecordLine.NoticeGivenUp(at, id, why));
    }

    private void appendOne(RecordLine line) {
        lock.lock();
        try {
            append(List.of(line));
        } finally {
            lock.unlock();
        }
    }

    /** The notices that are not sent yet. */
    public List<OwedNotice> owed() {
        lock.lock();
        try {
            return tally.owed();
        } finally {
            lock.unlock();
        }
    }

    /** What it adds up to now. */
    public DeliverySummary summary() {
        lock.lock();
        try {
            return tally.summary();
        } finally {
            lock.unlock();
        }
    }

    private void append(List<? extends RecordLine> lines) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        lines.forEach(line -> bytes.writeBytes(RecordFormat.write(line)));
        try {
            if (tally.size() >= LINES_MAX) {
                throw new IOException("the record is full: " + LINES_MAX + " lines");
            }
            write(bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException("writing the sandbox's record", e);
        }
        lines.forEach(tally::add);
    }

    /** Takes a half-written line back, so that the file stays readable after a full disk. */
    private void write(byte[] bytes) throws IOException {
        long start = file.getFilePointer();
        try {
            file.write(bytes);
        } catch (IOException e) {
            file.setLength(start);
            file.seek(start);
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("closing the sandbox's record", e);
        }
    }
}
