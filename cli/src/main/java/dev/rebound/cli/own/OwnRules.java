package dev.rebound.cli.own;

import dev.rebound.classify.Classifier;
import dev.rebound.classify.own.RuleTrial;
import dev.rebound.classify.own.RulesFolder;
import dev.rebound.classify.rule.BrokenRulesException;
import dev.rebound.classify.rule.Rule;
import dev.rebound.classify.rule.RuleFile;
import dev.rebound.classify.rule.RuleProblem;
import dev.rebound.classify.toml.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option {@code --rules}, which every command takes that decides or shows rules. */
public final class OwnRules {

    @Option(
            names = "--rules",
            paramLabel = "FOLDER",
            description = "Your own rules, laid over the built-in ones: a folder, or one file.")
    private Optional<Path> folder = Optional.empty();

    /**
     * Decides by the built-in rules and those named.
     *
     * @throws BrokenRulesException if those named cannot be put in force
     */
    public Classifier classifier() {
        return folder.isEmpty()
                ? Classifier.builtIn()
                : RuleTrial.of(files(List.of(folder.get()))).orThrow();
    }

    /** What is named here, and those. */
    public List<Path> and(List<Path> paths) {
        List<Path> all = new ArrayList<>(paths);
        folder.ifPresent(all::add);
        return all;
    }

    /**
     * The files of folders, or files themselves.
     *
     * @throws BrokenRulesException if one is not there or cannot be read
     */
    public static List<RuleFile> files(List<Path> paths) {
        List<RuleFile> files = new ArrayList<>();
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw new BrokenRulesException(
                        List.of(new RuleProblem(path.toString(), Place.START, "", "there is no such file or folder")));
            }
            files.addAll(new RulesFolder(path).read());
        }
        return files;
    }

    /** Built-in files lie in the checkout's rules folder, own ones in the folder that was named. */
    public static String where(Rule rule) {
        return (rule.isOwn() ? "your " : "rules/") + rule.file();
    }
}
