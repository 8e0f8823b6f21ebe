package dev.rebound.cli.bench;

import dev.rebound.bench.Angus;
import dev.rebound.bench.Contender;
import dev.rebound.bench.Figures;
import dev.rebound.bench.Messages;
import dev.rebound.bench.Ours;
import dev.rebound.bench.PairedRun;
import dev.rebound.bench.Work;
import dev.rebound.classify.Classifier;
import dev.rebound.cli.console.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads messages for a while, in turns with the reference, and says how long each takes. */
@Command(
        name = "reading",
        description = {
            "Measure reading and classifying of returned mail, beside Angus Mail's DSN classes.",
            "",
            "The contenders take turns of one second of CPU: a ratio is of two turns that lie seconds apart, so it holds on"
                    + " a machine that others use, where the figures themselves do not. Figures are median (least to"
                    + " most) of the rounds. Angus reads the fields of standard reports and nothing else; Rebound"
                    + " also reads free-form reports, reply codes and the returned message."
        },
        descriptionHeading = "%n",
        parameterListHeading = "%nWhat to read:%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  rebound bench reading                    the samples that come with Rebound, about a minute",
            "  rebound bench reading ~/Maildir          your own mail; nothing of it is kept or shown",
            "  rebound bench reading --rounds 30        longer, for a smaller spread",
            "  rebound bench reading --output jsonl     a JSON object for each contender and number of threads",
            "",
            "cpu us      microseconds of CPU that one message takes",
            "messages/s  all threads together, by the clock",
            "vs angus    how many times less CPU than Angus in the same round",
            "scaling     messages/s against those of one thread in the same round"
        })
public final class ReadingCommand implements Callable<Integer> {

    private final Console console;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "8", description = "How many (default 8).")
    private int rounds = 8;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "2",
            description = "Measured beside one thread (default 2).")
    private int threads = 2;

    @Option(
            names = "--output",
            paramLabel = "FORM",
            defaultValue = "text",
            description = "text for people (default), jsonl for programs.")
    private Form form = Form.TEXT;

    @Parameters(
            paramLabel = "FOLDER",
            arity = "0..1",
            description = "A folder with one message a file (default: the samples that come with Rebound).")
    private Optional<Path> folder = Optional.empty();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    ReadingCommand(Console console) {
        this.console = console;
    }

    /** How results are printed. */
    enum Form {
        TEXT,
        JSONL
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (rounds < 1 || threads < 1) {
            throw new CommandLine.ParameterException(spec.commandLine(), "At least one round and one thread.");
        }
        Messages messages = messages();
        PairedRun.Plan plan = new PairedRun.Plan(Duration.ofSeconds(4), Duration.ofSeconds(1), rounds, threads);
        List<Figures> figures =
                new PairedRun(messages, contenders(), plan).run(round -> console.progress("round", round, rounds));
        switch (form) {
            case TEXT -> FiguresTable.print(console.out(), messages, rounds, figures);
            case JSONL -> figures.forEach(figure -> console.out().println(FiguresJson.of(messages, figure)));
        }
        return CommandLine.ExitCode.OK;
    }

    private Messages messages() throws IOException {
        if (folder.isEmpty()) {
            return Messages.builtIn();
        }
        Optional<Messages> found =
                Files.isDirectory(folder.get()) ? Messages.below(folder.get()) : Optional.<Messages>empty();
        return found.orElseThrow(() ->
                new CommandLine.ParameterException(spec.commandLine(), "No folder with messages: " + folder.get()));
    }

    private static Map<Contender, Work> contenders() {
        Ours ours = new Ours(Classifier.builtIn());
        Map<Contender, Work> contenders = new EnumMap<>(Contender.class);
        contenders.put(Contender.ANGUS, new Angus()::read);
        contenders.put(Contender.READ, ours::read);
        contenders.put(Contender.READ_AND_CLASSIFY, ours::readAndClassify);
        return contenders;
    }
}
