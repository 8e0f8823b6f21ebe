package dev.rebound.cli.accuracy;

import dev.rebound.classify.model.ModelFile;
import dev.rebound.classify.rule.RuleSet;
import dev.rebound.classify.training.Evaluation;
import dev.rebound.classify.training.Trainer;
import dev.rebound.classify.training.Wording;
import dev.rebound.classify.training.WordingFile;
import dev.rebound.cli.console.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains the statistical fallback, and writes it and its page. */
@Command(
        name = "train",
        description = {
            "Train the statistical fallback for texts that no rule knows, and measure it.",
            "",
            "It learns from the examples of the built-in rules, from wordings written for it, and from two-thirds of",
            "the labelled samples. What it may decide is found out by hiding rules: each text is guessed by a model that has seen no text",
            "decided by the same rule. The third that is held back is only reported. The same rules and samples",
            "give the same bytes."
        },
        descriptionHeading = "%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  rebound rules train              measure only",
            "  rebound rules train --write .    in a checkout: writes the model and its page; then build"
        })
public final class TrainCommand implements Callable<Integer> {

    private static final String MODEL = "classify/src/main/resources/model/fallback.bin";
    private static final String PAGE = "docs/internals/fallback-model.md";

    private final Console console;

    @Mixin
    private SamplesOption samples = new SamplesOption();

    @Option(
            names = "--wordings",
            paramLabel = "FOLDER",
            defaultValue = "wordings",
            description = "Where the wordings to learn from lie (default: ${DEFAULT-VALUE}, in a checkout).")
    private Path wordings = Path.of("");

    @Option(names = "--write", paramLabel = "CHECKOUT", description = "Write " + MODEL + " and " + PAGE + ".")
    private Optional<Path> write = Optional.empty();

    TrainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return samples.use(console, "train", this::train);
    }

    private int train(Samples samples) throws IOException {
        RuleSet rules = RuleSet.builtIn();
        Lessons lessons = new Lessons(samples);
        Trainer.Trained trained = Trainer.train(rules, wordings(), lessons.of(Share.OPEN), lessons.of(Share.HELD_BACK));
        print(trained);
        if (write.isPresent()) {
            write(write.get(), rules, trained);
        }
        return CommandLine.ExitCode.OK;
    }

    /** Of all files, in the order of their names: the model depends on it. */
    private List<Wording> wordings() throws IOException {
        List<Path> files;
        try (Stream<Path> listed = Files.list(wordings)) {
            files = listed.filter(file -> file.toString().endsWith(".toml"))
                    .sorted()
                    .toList();
        }
        List<Wording> all = new ArrayList<>();
        for (Path file : files) {
            try {
                all.addAll(WordingFile.read(Files.readString(file)));
            } catch (IllegalArgumentException e) {
                throw new IOException(file + ", " + e.getMessage(), e);
            }
        }
        return all;
    }

    private void print(Trainer.Trained trained) {
        console.out()
                .printf(
                        "%s, learned from %d texts%n",
                        trained.model().id(), trained.evaluation().lessons());
        trained.evaluation().byOrigin().forEach(this::print);
        trained.evaluation().byThreshold().forEach(this::print);
    }

    private void print(Evaluation.Row row) {
        console.out()
                .printf(
                        "%-36s texts %4d: codes right %4d, fallback right %4d; decided %3d, right %3d (codes %3d);"
                                + " unknown users %3d, right %3d%n",
                        row.name(),
                        row.texts(),
                        row.codesRight(),
                        row.fallbackRight(),
                        row.decided(),
                        row.modelRight(),
                        row.codesRightThere(),
                        row.unknownUsers(),
                        row.unknownUsersRight());
    }

    private void write(Path checkout, RuleSet rules, Trainer.Trained trained) throws IOException {
        Path model = checkout.resolve(MODEL);
        Files.createDirectories(model.getParent());
        Files.write(model, ModelFile.write(trained.model()));
        Files.writeString(checkout.resolve(PAGE), ModelPage.of(rules, trained), StandardCharsets.UTF_8);
        console.out().printf("wrote %s and %s%n", model, checkout.resolve(PAGE));
    }
}
