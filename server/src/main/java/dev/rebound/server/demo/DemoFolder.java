package dev.rebound.server.demo;

import dev.rebound.server.boot.BootException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The demo's folder. It may be emptied, so it must be recognisable: a folder without our mark that
 * holds anything is left alone.
 */
final class DemoFolder {

    private static final String MARK = "this-is-a-rebound-demo";

    private DemoFolder() {}

    static Path prepare(Path folder, boolean fresh) {
        try {
            if (Files.exists(folder) && !isOurs(folder)) {
                throw new BootException("The folder " + folder
                        + " is not empty and holds no demo, so the demo leaves it alone. Choose another with --data.");
            }
            if (fresh && Files.exists(folder)) {
                empty(folder);
            }
            Files.createDirectories(folder);
            if (!Files.exists(folder.resolve(MARK))) {
                Files.createFile(folder.resolve(MARK));
            }
            return folder;
        } catch (IOException e) {
            throw new BootException(
                    "The demo's folder " + folder + " cannot be used: " + e.getMessage()
                            + ". Make it writable, or choose another with --data.",
                    e);
        }
    }

    private static boolean isOurs(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new BootException("The demo's folder " + folder + " is a file. Choose another with --data.");
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return Files.exists(folder.resolve(MARK)) || entries.findAny().isEmpty();
        }
    }

    private static void empty(Path folder) throws IOException {
        try (Stream<Path> inside = Files.walk(folder)) {
            inside.filter(path -> !path.equals(folder))
                    .sorted(Comparator.reverseOrder())
                    .forEach(DemoFolder::delete);
        }
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
