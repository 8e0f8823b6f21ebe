package dev.rebound.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Messages held in memory, so that no disk is measured.
 *
 * @param origin where they come from, for the reader of a figure
 * @param all at least one; nobody changes their bytes
 */
public record Messages(String origin, List<byte[]> all) {

    /** Where our own samples lie in the jar. */
    private static final String SAMPLES = "/corpus/reports";

    public Messages {
        all = List.copyOf(all);
        if (all.isEmpty()) {
            throw new IllegalArgumentException("no messages in " + origin);
        }
    }

    /** The regular files below a folder, one message each, hidden ones left out; empty if there are none. */
    public static Optional<Messages> below(Path folder) throws IOException {
        List<byte[]> all = contents(folder);
        return all.isEmpty() ? Optional.empty() : Optional.of(new Messages(folder.toString(), all));
    }

    /** The samples that come with Rebound: a few dozen, written by us in the forms that mailers use. */
    public static Messages builtIn() {
        try {
            return new Messages("the samples that come with Rebound", samples());
        } catch (IOException e) {
            throw new UncheckedIOException("reading the samples that come with Rebound", e);
        }
    }

    private static List<byte[]> samples() throws IOException {
        URL place = Messages.class.getResource(SAMPLES);
        if (place == null) {
            throw new IllegalStateException("built without samples");
        }
        URI uri = uri(place);
        if (uri.getScheme().equals("file")) {
            return contents(Path.of(uri));
        }
        try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
            return contents(jar.getPath(SAMPLES));
        }
    }

    private static URI uri(URL place) {
        try {
            return place.toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a class path that is no URI", e);
        }
    }

    private static List<byte[]> contents(Path folder) throws IOException {
        List<byte[]> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted().toList()) {
                if (Files.isRegularFile(file) && !file.getFileName().toString().startsWith(".")) {
                    all.add(Files.readAllBytes(file));
                }
            }
        }
        return all;
    }

    /** Mean length of a message in bytes. */
    public long meanBytes() {
        return all.stream().mapToLong(message -> message.length).sum() / all.size();
    }
}
