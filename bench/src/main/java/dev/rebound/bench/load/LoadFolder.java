package dev.rebound.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** A folder for one load run, on the disk that is to be measured; gone when the run is over. */
public record LoadFolder(Path path) implements AutoCloseable {

    private static final String PREFIX = "rebound-bench";

    /** A new one inside the folder given, or else in the system's folder for temporary files. */
    public static LoadFolder inside(Optional<Path> parent) throws IOException {
        Path made = parent.isPresent()
                ? Files.createTempDirectory(Files.createDirectories(parent.get()), PREFIX)
                : Files.createTempDirectory(PREFIX);
        // Servers that are measured run as users of their own, and must get at their files.
        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new LoadFolder(made);
    }

    /** Removes a folder with all that is in it, if it is there. */
    public static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    @Override
    public void close() throws IOException {
        remove(path);
    }
}
