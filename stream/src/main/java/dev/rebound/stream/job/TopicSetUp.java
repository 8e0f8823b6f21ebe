package dev.rebound.stream.job;

import dev.rebound.stream.fold.Output;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** Makes the topics that are not there yet. */
public final class TopicSetUp {

    /**
     * Kafka forgets by the records' own time, which is when things happened: what a topic is filled with from a history
     * would be gone within minutes, read or not. Whoever wants it forgotten says after how long.
     */
    private static final String RETENTION = "retention.ms";

    private static final String FOR_EVER = "-1";
    private static final String LIFTED_SEEN_FOR =
            Long.toString(Duration.ofDays(90).toMillis());

    private TopicSetUp() {}

    /**
     * Makes them.
     *
     * @param partitions of each, which bounds on how many machines the job can run
     * @param replicas of each partition
     * @return names of those it made
     */
    public static List<String> create(KafkaSettings settings, int partitions, short replicas)
            throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(settings.properties())) {
            Set<String> there = admin.listTopics().names().get();
            List<NewTopic> missing = all(settings.topics(), partitions, replicas).stream()
                    .filter(topic -> !there.contains(topic.name()))
                    .toList();
            admin.createTopics(missing).all().get();
            return missing.stream().map(NewTopic::name).toList();
        }
    }

    private static List<NewTopic> all(Topics topics, int partitions, short replicas) {
        String inSync = Integer.toString(Math.max(1, replicas - 1));
        List<NewTopic> all = new ArrayList<>();
        for (String input : topics.inputs()) {
            all.add(new NewTopic(input, partitions, replicas)
                    .configs(Map.of(
                            "min.insync.replicas",
                            inSync,
                            RETENTION,
                            FOR_EVER,
                            // A raw report may be as large as a mail server takes.
                            "max.message.bytes",
                            Integer.toString(40 << 20))));
        }
        for (Output output : Output.values()) {
            all.add(new NewTopic(topics.of(output), partitions, replicas)
                    .configs(Map.of(
                            "min.insync.replicas",
                            inSync,
                            RETENTION,
                            FOR_EVER,
                            // An installation that was away for less sees what was lifted meanwhile.
                            "delete.retention.ms",
                            LIFTED_SEEN_FOR,
                            "cleanup.policy",
                            output.isCompacted() ? "compact" : "delete")));
        }
        all.add(new NewTopic(topics.installations(), 1, replicas)
                .configs(Map.of("min.insync.replicas", inSync, RETENTION, FOR_EVER, "cleanup.policy", "compact")));
        return all;
    }
}
