package dev.rebound.stream.cli;

import dev.rebound.stream.fold.Told;
import dev.rebound.stream.job.BounceJob;
import dev.rebound.stream.job.KafkaSettings;
import dev.rebound.stream.job.TopicSetUp;
import dev.rebound.stream.local.LocalBroker;
import java.io.PrintWriter;
import java.nio.file.Path;
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

/** The job in this process. */
@Command(
        name = "local",
        description = {
            "The job in this process, for trying.",
            "",
            "With --broker it starts a Kafka of its own in a folder and says where it is; with --kafka it uses one that is "
                    + "there. With files it reads them to their end and writes what is known into a folder:",
            "  rebound stream local --out /tmp/known history.jsonl",
            ""
        })
@SuppressWarnings("NullAway.Init") // picocli sets it
final class LocalCommand implements Callable<Integer> {

    private static final int PARTITIONS = 4;
    private static final int CHECKPOINT_SECONDS = 5;

    @Spec
    private CommandSpec spec;

    @Mixin
    private InputOptions options = new InputOptions();

    @Option(
            names = "--broker",
            paramLabel = "FOLDER",
            description = "Start a Kafka in this process, kept in this folder.")
    private Optional<Path> broker = Optional.empty();

    @Option(names = "--out", paramLabel = "FOLDER", description = "Where to write what is known of the files.")
    private Optional<Path> out = Optional.empty();

    @Override
    public Integer call() throws Exception {
        if (!options.files.isEmpty()) {
            return readFiles(
                    out.orElseThrow(() -> new WrongOptionException("--out is missing: name a folder to write to.")));
        }
        if (broker.isEmpty()) {
            return run(options.kafka.required());
        }
        try (LocalBroker own = LocalBroker.start(broker.get())) {
            KafkaSettings settings = options.kafka.at(own.address());
            TopicSetUp.create(settings, PARTITIONS, (short) 1);
            PrintWriter said = spec.commandLine().getOut();
            said.println("Kafka listens on " + own.address() + "; the job reads "
                    + settings.topics().inputs() + ".");
            said.flush();
            return run(settings);
        }
    }

    private int run(KafkaSettings settings) throws Exception {
        if (options.job.checkpointSeconds.isEmpty()) {
            options.job.checkpointSeconds = Optional.of(CHECKPOINT_SECONDS);
        }
        StreamExecutionEnvironment environment = options.job.environment();
        Wiring.kafkaToKafka(environment, settings, options.kafka.inputs, options.job);
        environment.execute("rebound");
        return 0;
    }

    @SuppressWarnings("try") // an interrupt ends the command
    private int readFiles(Path folder) throws Exception {
        DataStream<Told> all = BounceJob.assemble(
                options.bounded(options.job.environment()), options.job.reading(), options.boundedFolding(), "");
        try (FolderOutput output = new FolderOutput(folder);
                CloseableIterator<Told> told = all.executeAndCollect("rebound on files")) {
            while (told.hasNext()) {
                output.take(told.next());
            }
        }
        return 0;
    }
}
