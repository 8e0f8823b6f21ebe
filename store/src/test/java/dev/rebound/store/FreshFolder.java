package dev.rebound.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Data folders in which nothing has happened yet. All are copies of one that this process made: to create the tables takes
 * longer than most tests of a page do. All have the same keys, which nobody compares.
 */
public final class FreshFolder {

    private static final Path FIRST = first();

    private FreshFolder() {}

    /** Makes the folder one, unless something is kept in it already. */
    public static Path at(Path folder) {
        try {
            Files.createDirectories(folder);
            if (isEmpty(folder)) {
                for (Path file : filesOf(FIRST)) {
                    Files.copy(file, folder.resolve(file.getFileName()));
                }
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        return filesOf(folder).isEmpty();
    }

    private static List<Path> filesOf(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static Path first() {
        try {
            Path folder = Files.createTempDirectory("rebound-fresh");
            Store.open(folder, StoreSettings.standard()).close();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder)));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path folder) {
        try {
            for (Path file : filesOf(folder)) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
