package dev.rebound.store.delivery;

import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.smtp.SmtpReply;
import dev.rebound.engine.delivery.AttemptJournal;
import dev.rebound.engine.delivery.QueuedMessage;
import dev.rebound.engine.ledger.StoreUnavailableException;
import dev.rebound.engine.node.NodeNumber;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal of attempts: an append-only file, one short {@linkplain JournalLine line} an entry, each written
 * with one {@code write} and never synced. What was written survives the process, because the operating system
 * has it; a sync would cost milliseconds an attempt and save only what a power failure takes.
 *
 * <p>A {@link RandomAccessFile} rather than a channel: a channel is closed for everybody when one thread that
 * writes to it is interrupted, which is how deliveries are stopped.
 *
 * <p>The file stays small. When nothing is unsettled and it has grown over {@link #IDLE_SIZE_MAX}, it is
 * emptied; over {@link #SIZE_MAX}, it is replaced by one with the unsettled entries only, of which there are
 * as many as attempts under way.
 *
 * <p>What could not be written is told to the caller and leaves nothing behind: half a line that a full disk
 * took is overwritten by the next one. A file that could not be replaced goes on growing and is replaced later.
 *
 * <p>Thread-safe.
 */
public final class AttemptFile implements AttemptJournal {

    private static final Logger LOG = LoggerFactory.getLogger(AttemptFile.class);

    /** Octets that a file may have before it is emptied in a quiet moment. */
    static final long IDLE_SIZE_MAX = 64 * 1024;
    /** Octets at which a file is replaced. */
    static final long SIZE_MAX = 4 * 1024 * 1024;

    private final Path path;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<MessageId, JournalLine> unsettled = new LinkedHashMap<>();
    private final List<Leftover> leftovers;
    private RandomAccessFile file;
    private long size;
    /** After a rewrite, so that many unsettled entries do not make every line a rewrite. */
    private long rewriteAt = SIZE_MAX;
    /** A write failed and may have left a part behind {@link #size}. */
    private boolean torn;

    private AttemptFile(Path path, List<JournalLine> earlier, long goodOctets) throws IOException {
        this.path = path;
        earlier.forEach(this::note);
        this.leftovers = unsettled.values().stream().map(AttemptFile::leftover).toList();
        this.file = new RandomAccessFile(path.toFile(), "rw");
        this.size = goodOctets;
        file.setLength(goodOctets);
        file.seek(goodOctets);
    }

    /**
     * Opens the file, creating it if it is not there; what follows the last whole line is cut off.
     *
     * @throws StoreUnavailableException if it cannot be read or written
     */
    public static AttemptFile open(Path path) {
        try {
            byte[] content = read(path);
            List<JournalLine> lines = new ArrayList<>();
            int good = readLines(content, lines);
            return new AttemptFile(path, lines, good);
        } catch (IOException e) {
            throw new StoreUnavailableException("the journal of attempts " + path, e);
        }
    }

    private static byte[] read(Path path) throws IOException {
        try {
            return Files.readAllBytes(path);
        } catch (NoSuchFileException first) {
            return new byte[0];
        }
    }

    /** Adds the lines, without those that are damaged, and returns where the last whole one ends. */
    private static int readLines(byte[] content, List<JournalLine> lines) {
        int start = 0;
        for (int i = 0; i < content.length; i++) {
            if (content[i] == '\n') {
                JournalLine.parse(new String(content, start, i - start, StandardCharsets.US_ASCII))
                        .ifPresent(lines::add);
                start = i + 1;
            }
        }
        return start;
    }

    private void note(JournalLine line) {
        switch (line) {
            case JournalLine.HandingOver handing -> {
                // Taken out first, so that the order is that of the latest attempts.
                unsettled.remove(handing.message());
                unsettled.put(handing.message(), handing);
            }
            case JournalLine.Taken taken -> unsettled.put(taken.message(), taken);
            case JournalLine.Settled settled -> unsettled.remove(settled.message());
        }
    }

    private static Leftover leftover(JournalLine line) {
        return switch (line) {
            case JournalLine.HandingOver(var message, var at) -> new Leftover.Unknown(message, at);
            case JournalLine.Taken(var message, var at, var reply, var remoteMta) ->
                new Leftover.Taken(message, at, reply, remoteMta);
            case JournalLine.Settled settled ->
                throw new IllegalStateException("message " + settled.message() + " is settled");
        };
    }

    @Override
    public void handingOver(QueuedMessage message, Instant at) {
        handingOver(message.id(), at);
    }

    /** The same by the message's number. */
    public void handingOver(MessageId message, Instant at) {
        append(new JournalLine.HandingOver(message, at));
    }

    @Override
    public void taken(MessageId message, Instant at, SmtpReply reply, String remoteMta) {
        append(new JournalLine.Taken(message, at, reply, remoteMta));
    }

    @Override
    public void settled(MessageId message) {
        lock.lock();
        try {
            if (unsettled.containsKey(message)) {
                append(new JournalLine.Settled(message));
                if (unsettled.isEmpty() && size > IDLE_SIZE_MAX) {
                    empty();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void append(JournalLine line) {
        lock.lock();
        try {
            byte[] bytes = line.bytes();
            write(bytes);
            size += bytes.length;
            note(line);
            if (size > rewriteAt) {
                rewrite();
            }
        } catch (IOException e) {
            throw new StoreUnavailableException("an entry of the journal of attempts " + path, e);
        } finally {
            lock.unlock();
        }
    }

    private void write(byte[] bytes) throws IOException {
        if (torn) {
            file.setLength(size);
            file.seek(size);
        }
        torn = true;
        file.write(bytes);
        torn = false;
    }

    private void empty() {
        try {
            file.setLength(0);
            file.seek(0);
            size = 0;
            rewriteAt = SIZE_MAX;
        } catch (IOException e) {
            throw new StoreUnavailableException("emptying the journal of attempts " + path, e);
        }
    }

    /** The old file holds until the new one is whole and has taken its name. */
    @SuppressWarnings("ReferenceEquality") // the very file, not one like it
    private void rewrite() {
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        try {
            RandomAccessFile next = new RandomAccessFile(fresh.toFile(), "rw");
            try {
                next.setLength(0);
                ByteArrayOutputStream content = new ByteArrayOutputStream();
                unsettled.values().forEach(line -> content.writeBytes(line.bytes()));
                next.write(content.toByteArray());
                move(fresh);
                file.close();
                file = next;
                size = content.size();
                rewriteAt = Math.max(SIZE_MAX, 2 * size);
            } finally {
                if (file != next) {
                    next.close();
                }
            }
        } catch (IOException e) {
            rewriteAt = size + SIZE_MAX;
            LOG.warn("The journal of attempts could not be shortened octets={}", size, e);
        }
    }

    private void move(Path fresh) throws IOException {
        try {
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Override
    public List<Leftover> leftovers() {
        return leftovers;
    }

    /** There are no others. */
    @Override
    public List<Leftover> leftoversOf(NodeNumber ended) {
        return List.of();
    }

    @Override
    public void close() {
        lock.lock();
        try {
            file.close();
        } catch (IOException e) {
            throw new StoreUnavailableException("closing the journal of attempts " + path, e);
        } finally {
            lock.unlock();
        }
    }
}
