package dev.rebound.store.database;

import dev.rebound.engine.secret.SecretBox;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;

/**
 * The folder in which everything is kept, held by one process at a time. The operating system lets go of
 * the lock when the process ends, however it ends; the file {@code lock} itself stays and means nothing.
 */
public final class DataFolder implements AutoCloseable {

    /** The database in a folder that has its own. */
    public static final String DATABASE = "rebound.db";

    /** Says where the folder's database has been moved to; while it is there, the database here is not opened. */
    private static final String MOVED = "moved";

    private final Path path;
    private final FileChannel channel;

    private DataFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Creates the folder if it is not there, and takes it.
     *
     * @throws DataFolderException if it cannot be written to, or another process holds it
     */
    public static DataFolder take(Path path) {
        FileChannel channel;
        try {
            Files.createDirectories(path);
            channel = FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw DataFolderException.notWritable(path, e);
        }
        if (!lock(channel, path)) {
            release(channel, path);
            throw DataFolderException.inUse(path);
        }
        return new DataFolder(path, channel);
    }

    private static boolean lock(FileChannel channel, Path path) {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        } catch (IOException e) {
            release(channel, path);
            throw DataFolderException.notWritable(path, e);
        }
    }

    /**
     * Its key, made if there is none.
     *
     * @throws DataFolderException if it cannot be read or is damaged
     */
    public byte[] key() {
        return KeyFile.RETURN_PATH.readOrMake(path);
    }

    /**
     * The key that seals secrets of inboxes, made if there is none.
     *
     * @throws DataFolderException if it cannot be read or is damaged
     */
    public byte[] inboxKey() {
        return KeyFile.INBOX.readOrMake(path);
    }

    /** Hashes of addresses under its key. */
    public AddressHashes hashes() {
        return AddressHashes.under(key());
    }

    /** Those of a folder that this process has not taken. */
    public static AddressHashes hashesOf(Path path) {
        return AddressHashes.under(KeyFile.RETURN_PATH.readOrMake(path));
    }

    /** Seals secrets under its key. */
    public SecretBox secrets() {
        return SecretBox.under(key(), new SecureRandom());
    }

    /** That of a folder that this process has not taken. */
    public static SecretBox secretsOf(Path path) {
        return SecretBox.under(KeyFile.RETURN_PATH.readOrMake(path), new SecureRandom());
    }

    /** A file in the folder. */
    public Path file(String name) {
        return path.resolve(name);
    }

    /**
     * Looks whether what is kept here is kept elsewhere by now.
     *
     * @throws DataFolderException if so
     */
    public void requireNotMoved() {
        Path mark = file(MOVED);
        try {
            if (Files.exists(mark)) {
                throw DataFolderException.moved(mark, Files.readString(mark).strip());
            }
        } catch (IOException e) {
            throw DataFolderException.moved(mark, "another database");
        }
    }

    /** From now on what was kept here is kept elsewhere. */
    public void markMoved(String to) {
        Path mark = file(MOVED);
        try (FileChannel written = FileChannel.open(mark, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            written.write(ByteBuffer.wrap((to + "\n").getBytes(StandardCharsets.UTF_8)));
            written.force(true);
        } catch (IOException e) {
            throw DataFolderException.notWritable(path, e);
        }
    }

    @Override
    public void close() {
        release(channel, path);
    }

    private static void release(FileChannel channel, Path path) {
        try {
            channel.close();
        } catch (IOException e) {
            throw DataFolderException.notWritable(path, e);
        }
    }
}
