package dev.rebound.server.listfile;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** A file as it is, or unpacked into the folder for temporary files if it is packed with gzip (RFC 1952). */
final class Unpacked implements Closeable {

    /** Most octets that a packed file may unpack to. */
    static final long OCTETS_MAX = 2L * 1024 * 1024 * 1024;

    private static final int BUFFER_OCTETS = 64 * 1024;

    private final Path file;
    private final boolean own;

    private Unpacked(Path file, boolean own) {
        this.file = file;
        this.own = own;
    }

    /**
     * Unpacks what is packed.
     *
     * @param octetsMax most that comes out
     * @return empty if it is more
     */
    static Optional<Unpacked> of(Path file, long octetsMax) throws IOException {
        if (!isPacked(file)) {
            return Optional.of(new Unpacked(file, false));
        }
        Path unpacked = Files.createTempFile("rebound-list-", ".unpacked");
        Unpacked result = new Unpacked(unpacked, true);
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file), BUFFER_OCTETS);
                OutputStream out = Files.newOutputStream(unpacked)) {
            byte[] buffer = new byte[BUFFER_OCTETS];
            long size = 0;
            for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                size += n;
                if (size > octetsMax) {
                    result.close();
                    return Optional.empty();
                }
                out.write(buffer, 0, n);
            }
            return Optional.of(result);
        } catch (IOException e) {
            result.close();
            throw e;
        }
    }

    private static boolean isPacked(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(2);
            return start.length == 2 && start[0] == 0x1f && start[1] == (byte) 0x8b;
        }
    }

    Path file() {
        return file;
    }

    /** Forgets what was unpacked. */
    @Override
    public void close() throws IOException {
        if (own) {
            Files.deleteIfExists(file);
        }
    }
}
