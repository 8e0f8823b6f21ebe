package dev.rebound.classify.own;

import dev.rebound.classify.rule.BrokenRulesException;
import dev.rebound.classify.rule.RuleFile;
import dev.rebound.classify.rule.RuleProblem;
import dev.rebound.classify.toml.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of an installation's own rules: every file in it and below that ends in {@code .toml}. One
 * that does not exist holds no rules.
 *
 * @param path where it is
 */
public record RulesFolder(Path path) {

    /** Most files read; a folder with more is not one of rules. */
    public static final int FILES_MAX = 500;

    /** Deepest folder looked into. */
    private static final int DEPTH_MAX = 4;

    /** Four bytes a character are the most that UTF-8 has. */
    private static final long FILE_OCTETS_MAX = 4L * RuleFile.LENGTH_MAX;

    private static final long ALL_OCTETS_MAX = 8L * RuleFile.LENGTH_MAX;

    /**
     * What tells whether the files changed, without reading them.
     *
     * @param files name, size and time of change of each
     */
    public record Look(List<String> files) {

        public Look {
            files = List.copyOf(files);
        }
    }

    /** Looks at names, sizes and times. */
    public Look look() {
        List<String> files = new ArrayList<>();
        for (Path file : files()) {
            try {
                BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
                files.add(name(file) + " " + now.size() + " " + now.lastModifiedTime());
            } catch (IOException e) {
                files.add(name(file) + " cannot be read");
            }
        }
        return new Look(files);
    }

    /**
     * Reads the files.
     *
     * @throws BrokenRulesException if one cannot be read, is no text or too large, or if there are too many
     */
    public List<RuleFile> read() {
        List<Path> paths = files();
        if (paths.size() > FILES_MAX) {
            throw refusal(path.toString(), "the folder holds more than " + FILES_MAX + " rule files");
        }
        List<RuleFile> files = new ArrayList<>();
        long octets = 0;
        for (Path file : paths) {
            try {
                octets += Files.size(file);
                if (Files.size(file) > FILE_OCTETS_MAX || octets > ALL_OCTETS_MAX) {
                    throw refusal(
                            name(file),
                            "too large: a rule file may have " + FILE_OCTETS_MAX + " bytes, all together "
                                    + ALL_OCTETS_MAX);
                }
                files.add(RuleFile.own(name(file), text(file)));
            } catch (IOException e) {
                throw refusal(name(file), "cannot be read: " + e.getClass().getSimpleName());
            }
        }
        return files;
    }

    private String text(Path file) throws IOException {
        byte[] octets = Files.readAllBytes(file);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        } catch (CharacterCodingException e) {
            throw refusal(name(file), "is not text in UTF-8; save it as UTF-8");
        }
    }

    private static BrokenRulesException refusal(String file, String message) {
        return new BrokenRulesException(List.of(new RuleProblem(file, Place.START, "", message)));
    }

    /** A file alone may be named in place of a folder. */
    private List<Path> files() {
        if (Files.isRegularFile(path)) {
            return List.of(path);
        }
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.walk(path, DEPTH_MAX)) {
            return entries.filter(file -> file.toString().endsWith(".toml") && Files.isRegularFile(file))
                    .limit(FILES_MAX + 1L)
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw refusal(
                    path.toString(),
                    "the folder cannot be read: " + e.getClass().getSimpleName());
        }
    }

    private String name(Path file) {
        Path shown = file.equals(path) ? file.getFileName() : path.relativize(file);
        return String.valueOf(shown).replace('\\', '/');
    }
}
