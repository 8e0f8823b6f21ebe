package dev.rebound.stream.cli;

import dev.rebound.stream.job.KafkaSettings;
import java.util.concurrent.Callable;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The job from Kafka to Kafka, on the cluster that it is given to. */
@Command(
        name = "job",
        description = {
            "The job from Kafka to Kafka, for a cluster: give it the job jar.",
            "",
            "  flink run stream/target/rebound-job.jar job --kafka kafka:9092",
            ""
        })
final class JobCommand implements Callable<Integer> {

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private JobOptions options = new JobOptions();

    @Override
    public Integer call() throws Exception {
        KafkaSettings settings = kafka.required();
        StreamExecutionEnvironment environment = options.environment();
        if (options.checkpointSeconds.isEmpty()
                && !environment.getCheckpointConfig().isCheckpointingEnabled()) {
            throw new WrongOptionException(
                    "Without checkpoints nothing that the job tells becomes visible: set"
                            + " --checkpoint-seconds here, or execution.checkpointing.interval in the cluster's configuration.");
        }
        Wiring.kafkaToKafka(environment, settings, kafka.inputs, options);
        environment.execute("rebound");
        return 0;
    }
}
