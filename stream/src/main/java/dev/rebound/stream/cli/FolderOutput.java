package dev.rebound.stream.cli;

import dev.rebound.stream.fold.Output;
import dev.rebound.stream.fold.Told;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What the job tells, as files: one a topic, one line a record. Of what is compacted the last record of each key is written, in
 * the order of keys, so two runs over one history write the same.
 */
final class FolderOutput implements AutoCloseable {

    private final Path folder;
    private final Map<Output, BufferedWriter> writers = new EnumMap<>(Output.class);
    private final Map<Output, Map<String, String>> last = new EnumMap<>(Output.class);

    FolderOutput(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        for (Output output : Output.values()) {
            writers.put(output, Files.newBufferedWriter(file(output)));
            last.put(output, new TreeMap<>());
        }
    }

    private Path file(Output output) {
        return folder.resolve(output.name().toLowerCase(Locale.ROOT) + ".jsonl");
    }

    void take(Told told) throws IOException {
        String value = new String(told.value(), StandardCharsets.UTF_8);
        if (!told.output().isCompacted()) {
            write(told.output(), value);
        } else {
            String key = new String(told.key(), StandardCharsets.UTF_8);
            Map<String, String> kept = last.getOrDefault(told.output(), Map.of());
            if (told.isGone()) {
                kept.remove(key);
            } else {
                kept.put(key, value);
            }
        }
    }

    private void write(Output output, String line) throws IOException {
        BufferedWriter writer = Objects.requireNonNull(writers.get(output));
        writer.write(line);
        writer.write('\n');
    }

    @Override
    public void close() throws IOException {
        for (Output output : Output.values()) {
            for (String line : last.getOrDefault(output, Map.of()).values()) {
                write(output, line);
            }
        }
        for (BufferedWriter writer : writers.values()) {
            writer.close();
        }
    }
}
