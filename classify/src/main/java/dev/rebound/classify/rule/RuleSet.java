package dev.rebound.classify.rule;

import dev.rebound.core.bounce.RuleId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All rules in force, and what codes mean.
 *
 * <p>Rules stand in the order of their ids and the version is a hash of the files' content, so that
 * neither depends on the order in which files were read. Immutable; thread-safe.
 *
 * @param rules sorted by id
 * @param packs sorted by id
 * @param codes what codes mean where no rule speaks
 * @param switchedOff built-in rules that an installation's own files switched off, sorted
 * @param version 12 hexadecimal digits, changes whenever any file does
 */
public record RuleSet(List<Rule> rules, List<Pack> packs, CodeTable codes, List<RuleId> switchedOff, String version) {

    /** Most rules that a set may hold. */
    public static final int RULES_MAX = 10_000;

    private static final String FOLDER = "/rules/";
    private static final String INDEX = "index.txt";

    private static @Nullable RuleSet builtIn;

    public RuleSet {
        rules = rules.stream()
                .sorted(Comparator.comparing(rule -> rule.id().value()))
                .toList();
        packs = packs.stream().sorted(Comparator.comparing(Pack::id)).toList();
        switchedOff =
                switchedOff.stream().sorted(Comparator.comparing(RuleId::value)).toList();
    }

    /**
     * The rules that come with Rebound, read when they are asked for first.
     *
     * @throws BrokenRulesException if they are broken, which the tests of this module rule out
     */
    public static synchronized RuleSet builtIn() {
        if (builtIn == null) {
            builtIn = read(builtInFiles());
        }
        return builtIn;
    }

    /** The files that come with Rebound, as they are packed: those that {@code rules/index.txt} names. */
    public static List<RuleFile> builtInFiles() {
        return resource(INDEX)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(name -> RuleFile.builtIn(name, resource(name)))
                .toList();
    }

    private static String resource(String name) {
        try (InputStream in = RuleSet.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("rule file " + name + " is named in the index but not packed");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("reading the packed rule file " + name, e);
        }
    }

    /**
     * Reads rule files and lays an installation's own over the built-in ones; all or nothing. Judges
     * the form, and what rules say of each other without a text; whether they keep their examples is
     * for {@code RuleCheck}.
     *
     * @param files in any order
     * @throws BrokenRulesException with every problem found, if there is any
     */
    public static RuleSet read(List<RuleFile> files) {
        return new Layering(files).joined(version(files));
    }

    private static String version(List<RuleFile> files) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            files.stream()
                    .sorted(Comparator.comparing(RuleFile::packId))
                    .forEach(file -> digest.update(
                            (file.packId() + '\0' + file.text() + '\0').getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The rule of this id. */
    public Optional<Rule> rule(String id) {
        return rules.stream().filter(rule -> rule.id().value().equals(id)).findFirst();
    }
}
