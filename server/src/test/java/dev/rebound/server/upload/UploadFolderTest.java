package dev.rebound.server.upload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadFolderTest {

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init") // made before every test
    private UploadFolder uploads;

    @BeforeEach
    void open() throws IOException {
        uploads = UploadFolder.open(folder, "list-");
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }

    /** A file of so many zeros, without the memory for it. */
    private static InputStream zeros(long octets) {
        return new InputStream() {
            private long left = octets;

            @Override
            public int read() {
                return left-- > 0 ? 0 : -1;
            }

            @Override
            public int read(byte[] into, int from, int length) {
                int given = (int) Math.min(length, left);
                left -= given;
                return given > 0 ? given : -1;
            }
        };
    }

    @Test
    void whatIsHandedInIsKeptUntilItIsForgotten() throws IOException {
        Path file = uploads.keep(new ByteArrayInputStream(new byte[] {1, 2, 3})).orElseThrow();
        assertArrayEquals(new byte[] {1, 2, 3}, Files.readAllBytes(file));

        UploadFolder.forget(file);
        assertEquals(List.of(), files());
    }

    @Test
    void ofAFileThatIsTooLargeNothingIsKept() throws IOException {
        assertEquals(Optional.empty(), uploads.keep(zeros(UploadFolder.FILE_OCTETS_MAX + 1)));
        assertEquals(List.of(), files());
    }

    @Test
    void ofAFileThatBreaksOffNothingIsKept() throws IOException {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the other side hung up");
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                throw new IOException("the other side hung up");
            }
        };
        assertThrows(IOException.class, () -> uploads.keep(broken));
        assertEquals(List.of(), files());
    }

    @Test
    void theNextProcessDeletesWhatThisOneLeftButNotWhatOthersDid() throws IOException {
        uploads.keep(new ByteArrayInputStream(new byte[1]));
        Path others = Files.createFile(folder.resolve("import-1"));

        UploadFolder.open(folder, "list-");
        assertEquals(List.of(others), files());
    }
}
