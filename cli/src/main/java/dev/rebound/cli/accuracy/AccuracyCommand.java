package dev.rebound.cli.accuracy;

import dev.rebound.cli.Rebound;
import dev.rebound.cli.accuracy.Score.Count;
import dev.rebound.cli.console.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures how often verdicts are right, and writes the published page. */
@Command(
        name = "accuracy",
        description = {
            "Measure how often verdicts are right, on labelled samples.",
            "",
            "Reads every sample message and reply, holds the verdicts against the labels and prints one figure",
            "a line: of the two-thirds that rule writers may look at, of the third that is held back, and of all.",
            "A sample is held back if the SHA-1 of its id or file, as a number, is divisible by three."
        },
        descriptionHeading = "%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  rebound accuracy                           the figures",
            "  rebound accuracy --misses                  and the failing cases of the two-thirds",
            "  rebound accuracy --write docs              writes docs/accuracy.md and docs/accuracy.json,",
            "                                             unless a figure fell",
            "  rebound accuracy --check docs              exit code 1 if a published figure fell",
            "",
            "The samples are no part of Rebound: messages.labels.jsonl, replies.labels.jsonl and the folder",
            "messages/. Without them there is nothing to measure, and the command says so."
        })
public final class AccuracyCommand implements Callable<Integer> {

    private static final String PAGE = "accuracy.md";
    private static final String BASELINE = "accuracy.json";

    private final Console console;

    @Mixin
    private SamplesOption samples = new SamplesOption();

    @Option(names = "--misses", description = "Name the failing cases of the two-thirds, without their text.")
    private boolean misses;

    @Option(names = "--write", paramLabel = "DOCS", description = "Write accuracy.md and accuracy.json to this folder.")
    private Optional<Path> write = Optional.empty();

    @Option(names = "--lower", description = "Write also if a published figure fell; say why in the change.")
    private boolean lower;

    @Option(names = "--check", paramLabel = "DOCS", description = "Compare with the accuracy.json in this folder.")
    private Optional<Path> check = Optional.empty();

    AccuracyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return samples.use(console, "measure", this::measure);
    }

    private int measure(Samples samples) throws IOException {
        Score messages = samples.scoreMessages();
        Score replies = samples.scoreReplies();
        print("messages", messages);
        print("replies", replies);
        if (write.isPresent()) {
            return write(write.get(), messages, replies);
        }
        return check.isPresent() ? compare(check.get(), messages, replies) : CommandLine.ExitCode.OK;
    }

    private void print(String title, Score score) {
        console.out().printf("%-34s %22s %22s %22s%n", title, Share.OPEN.title(), Share.HELD_BACK.title(), "all");
        for (String figure : score.figures()) {
            console.out()
                    .printf(
                            "%-34s %22s %22s %22s%n",
                            figure,
                            shown(score.of(figure, Share.OPEN)),
                            shown(score.of(figure, Share.HELD_BACK)),
                            shown(score.of(figure)));
        }
        if (misses) {
            AccuracyPage.openMisses(score)
                    .forEach(one -> console.out()
                            .printf(
                                    "- %s: want %s, got %s by %s%n",
                                    one.place(), one.wanted().first(), one.got(), one.rule()));
        }
        console.out().println();
    }

    private static String shown(Count count) {
        return String.format(Locale.ROOT, "%.4f %d/%d", count.rate(), count.right(), count.total());
    }

    private int write(Path docs, Score messages, Score replies) throws IOException {
        if (!lower && Files.exists(docs.resolve(BASELINE)) && compare(docs, messages, replies) != 0) {
            console.err().println("Nothing was written: published figures do not fall by accident. See --lower.");
            return Rebound.EXIT_FAILED;
        }
        Files.writeString(docs.resolve(PAGE), AccuracyPage.of(messages, replies), StandardCharsets.UTF_8);
        Files.writeString(docs.resolve(BASELINE), Baseline.of(messages, replies), StandardCharsets.UTF_8);
        console.out().printf("wrote %s and %s%n", docs.resolve(PAGE), docs.resolve(BASELINE));
        return CommandLine.ExitCode.OK;
    }

    private int compare(Path docs, Score messages, Score replies) throws IOException {
        List<String> fallen = Baseline.fallen(docs.resolve(BASELINE), messages, replies);
        fallen.forEach(line -> console.out().println("fell: " + line));
        return fallen.isEmpty() ? CommandLine.ExitCode.OK : Rebound.EXIT_FAILED;
    }
}
