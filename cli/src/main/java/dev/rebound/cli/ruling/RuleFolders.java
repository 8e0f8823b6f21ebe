package dev.rebound.cli.ruling;

import dev.rebound.classify.rule.RuleFile;
import dev.rebound.classify.rule.RuleSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The built-in rule files and those that somebody named. */
final class RuleFolders {

    private RuleFolders() {}

    /**
     * All files, the built-in ones first.
     *
     * @throws UncheckedIOException if a named one cannot be read
     */
    static List<RuleFile> withBuiltIn(List<Path> named) {
        List<RuleFile> files = new ArrayList<>(RuleSet.builtInFiles());
        try {
            for (Path path : named) {
                for (Path file : filesOf(path)) {
                    String text = Files.readString(file, StandardCharsets.UTF_8);
                    files.add(RuleFile.own(nameIn(path, file), text));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read rules: " + e.getMessage(), e);
        }
        return files;
    }

    /** A pack's name tells its folder too, as {@code providers/google.toml} does. */
    private static String nameIn(Path named, Path file) {
        Path relative = Files.isDirectory(named) ? named.relativize(file) : file.getFileName();
        return relative.toString().replace('\\', '/');
    }

    private static List<Path> filesOf(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> entries = Files.walk(path)) {
            return entries.filter(file -> file.toString().endsWith(".toml"))
                    .sorted()
                    .toList();
        }
    }
}
