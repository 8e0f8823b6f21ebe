package dev.rebound.stream.cli;

import dev.rebound.stream.fold.FoldSettings;
import dev.rebound.stream.fold.Told;
import dev.rebound.stream.job.BounceJob;
import dev.rebound.stream.read.Raw;
import dev.rebound.stream.read.ReadSettings;
import dev.rebound.stream.replay.Difference;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A history read again by other rules. */
@Command(
        name = "replay",
        description = {
            "Reads a history to its end twice, by the rules it was judged by and by others, and says what differs.",
            "",
            "  rebound stream replay --rules my-rules history.jsonl",
            "  rebound stream replay --rules my-rules --kafka kafka:9092 --inputs SEEN",
            "",
            "One line a message, suppression or global bounce that would be another. Nothing is changed."
        })
@SuppressWarnings("NullAway.Init") // picocli sets it
final class ReplayCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private InputOptions options = new InputOptions();

    @Option(
            names = "--against-rules",
            paramLabel = "FOLDER",
            description = "Compare with what these own rules say, and not with the verdicts in the history.")
    private Optional<Path> against = Optional.empty();

    @Option(
            names = "--against-policy",
            paramLabel = "PRESET|FILE",
            description =
                    "Compare with what this policy makes of it, for accounts that are not named (default: the same).")
    private Optional<String> againstPolicy = Optional.empty();

    @Override
    @SuppressWarnings("try") // an interrupt ends the command
    public Integer call() throws Exception {
        StreamExecutionEnvironment environment = options.job.environment();
        FoldSettings folding = options.boundedFolding();
        DataStream<Raw> raw = options.bounded(environment);
        ReadSettings after = options.job.reading().judgingAgain();
        DataStream<Told> differences = Difference.between(
                BounceJob.assemble(raw, before(), foldingBefore(folding), "before-"),
                BounceJob.assemble(raw, after, folding, "after-"));
        PrintWriter out = spec.commandLine().getOut();
        try (CloseableIterator<Told> all = differences.executeAndCollect("rebound replay")) {
            while (all.hasNext()) {
                out.println(new String(all.next().value(), StandardCharsets.UTF_8));
            }
        }
        out.flush();
        return 0;
    }

    private FoldSettings foldingBefore(FoldSettings folding) {
        return againstPolicy
                .map(choice -> folding.with(JobOptions.policy("--against-policy", choice)))
                .orElse(folding);
    }

    private ReadSettings before() {
        ReadSettings told = options.job.reading();
        return against.map(folder ->
                        told.with(new LinkedHashMap<>(JobOptions.texts(folder))).judgingAgain())
                .orElseGet(told::asTold);
    }
}
