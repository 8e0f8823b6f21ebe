package dev.rebound.server.upload;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where files lie between the request that brought them and the moment they have been read, at most {@link #FILE_OCTETS_MAX}
 * each. They belong to this process: what an earlier one left is deleted at the start, because nobody knows any more what was to
 * be done with it. Several kinds of files may share a folder; each has a prefix of its own.
 *
 * <p>Thread-safe.
 */
public final class UploadFolder {

    /** Largest file, in octets. */
    public static final long FILE_OCTETS_MAX = 100L * 1024 * 1024;

    private static final int BUFFER_OCTETS = 64 * 1024;
    private static final Logger LOG = LoggerFactory.getLogger(UploadFolder.class);

    private final Path folder;
    private final String prefix;

    private UploadFolder(Path folder, String prefix) {
        this.folder = folder;
        this.prefix = prefix;
    }

    /**
     * Makes the folder if there is none, and deletes what is left in it.
     *
     * @param prefix of the names of the files, without characters that mean something in patterns of names
     * @throws IOException if the folder cannot be used
     */
    public static UploadFolder open(Path folder, String prefix) throws IOException {
        Files.createDirectories(folder);
        try (var left = Files.newDirectoryStream(folder, prefix + "*")) {
            for (Path file : left) {
                Files.deleteIfExists(file);
            }
        }
        return new UploadFolder(folder, prefix);
    }

    /**
     * Copies a file; returns once it is on disk.
     *
     * @return empty if it is larger than {@link #FILE_OCTETS_MAX}; then nothing of it is kept
     * @throws IOException if it cannot be read or written; then nothing of it is kept
     */
    public Optional<Path> keep(InputStream content) throws IOException {
        Path file = empty();
        boolean whole = false;
        try {
            whole = copy(content, file);
        } finally {
            if (!whole) {
                Files.deleteIfExists(file);
            }
        }
        return whole ? Optional.of(file) : Optional.empty();
    }

    /** An empty file for what is found out while one is read. */
    public Path empty() throws IOException {
        return Files.createTempFile(folder, prefix, ".upload");
    }

    private static boolean copy(InputStream content, Path file) throws IOException {
        long size = 0;
        byte[] buffer = new byte[BUFFER_OCTETS];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int n = content.read(buffer); n > 0; n = content.read(buffer)) {
                size += n;
                if (size > FILE_OCTETS_MAX) {
                    return false;
                }
                out.write(buffer, 0, n);
            }
        }
        return true;
    }

    /** Deletes a file; one that cannot be deleted goes at the next start. */
    public static void forget(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("A file that was read could not be deleted and takes space file={}", file.getFileName(), e);
        }
    }
}
