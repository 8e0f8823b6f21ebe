package dev.rebound.parse.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Our own samples in {@code corpus/reports}, read once for each test. */
final class Samples {

    private Samples() {}

    static Path root() {
        return Path.of(System.getProperty("rebound.root"));
    }

    static List<Path> all() {
        try (Stream<Path> files = Files.list(root().resolve("corpus/reports"))) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("listing the samples", e);
        }
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + file, e);
        }
    }

    static byte[] withLineEnds(byte[] content, String lineEnd) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        return text.replace("\n", lineEnd).getBytes(StandardCharsets.ISO_8859_1);
    }
}
