package dev.rebound.store.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The folder in which everything is kept, held by one process at a time. The operating system lets go of
 * the lock when the process ends, however it ends; the file {@code lock} itself stays and means nothing.
 */
public final class DataFolder implements AutoCloseable {

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
        return KeyFile.readOrMake(path);
    }

    /** Hashes of addresses under its key. */
    public AddressHashes hashes() {
        return AddressHashes.under(key());
    }

    /** Those of a folder that this process has not taken. */
    public static AddressHashes hashesOf(Path path) {
        return AddressHashes.under(KeyFile.readOrMake(path));
    }

    /** A file in the folder. */
    public Path file(String name) {
        return path.resolve(name);
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
