package dev.rebound.stream.cli;

import dev.rebound.stream.job.TopicSetUp;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes the topics. */
@Command(name = "topics", description = "Makes the topics that are not there yet, with the settings they need.")
@SuppressWarnings("NullAway.Init") // picocli sets what has a default
final class TopicsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Option(
            names = "--partitions",
            defaultValue = "12",
            description = "Of each topic: the job runs in as many subtasks at most (default: ${DEFAULT-VALUE}).")
    private int partitions;

    @Option(names = "--replicas", defaultValue = "3", description = "Of each partition (default: ${DEFAULT-VALUE}).")
    private short replicas;

    @Override
    public Integer call() throws Exception {
        List<String> made = TopicSetUp.create(kafka.required(), partitions, replicas);
        PrintWriter out = spec.commandLine().getOut();
        made.forEach(out::println);
        out.println(made.size() + " topics made.");
        return 0;
    }
}
