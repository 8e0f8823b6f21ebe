package dev.rebound.cli.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** A folder for one load run, on the disk that is to be measured; gone when the run is over. */
record LoadFolder(Path path) implements AutoCloseable {

    /** A new one inside the folder given, or else in the system's folder for temporary files. */
    static LoadFolder inside(Optional<Path> parent) throws IOException {
        Path made = parent.isPresent()
                ? Files.createTempDirectory(Files.createDirectories(parent.get()), "rebound-bench")
                : Files.createTempDirectory("rebound-bench");
        // Servers that are measured run as users of their own.
        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new LoadFolder(made);
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> inside = Files.walk(path)) {
            inside.sorted(Comparator.reverseOrder()).forEach(LoadFolder::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + file + " of a load run", e);
        }
    }
}
