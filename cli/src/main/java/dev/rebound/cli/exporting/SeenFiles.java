package dev.rebound.cli.exporting;

import dev.rebound.core.address.AddressKey;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files of observations, one a line; all lines of an address go to one file, in their order. While they are written their names begin
 * with a dot, which the stream job passes over: what was cut off is never taken for a whole history.
 */
final class SeenFiles implements AutoCloseable {

    private final List<Path> unfinished = new ArrayList<>();
    private final List<OutputStream> outputs = new ArrayList<>();

    /**
     * @throws FolderTakenException if something is in the folder
     */
    SeenFiles(Path folder, int parts) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> there = Files.list(folder)) {
            if (there.findAny().isPresent()) {
                throw new FolderTakenException(folder);
            }
        }
        for (int part = 1; part <= parts; part++) {
            Path file = folder.resolve(".seen-" + part + ".jsonl");
            unfinished.add(file);
            outputs.add(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
        }
    }

    /** The folder has something in it, whole or cut off. */
    static final class FolderTakenException extends RuntimeException {
        FolderTakenException(Path folder) {
            super(folder + " is not empty: name another folder, or remove what is in it");
        }
    }

    void write(AddressKey address, byte[] line) throws IOException {
        OutputStream output = outputs.get(Math.floorMod(address.value().hashCode(), outputs.size()));
        output.write(line);
        output.write('\n');
    }

    /** Gives the files their names; they are whole. */
    void finish() throws IOException {
        close();
        for (Path file : unfinished) {
            Files.move(file, file.resolveSibling(file.getFileName().toString().substring(1)));
        }
    }

    @Override
    public void close() throws IOException {
        for (OutputStream output : outputs) {
            output.close();
        }
    }
}
