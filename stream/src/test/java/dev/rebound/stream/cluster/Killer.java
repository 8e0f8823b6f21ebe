package dev.rebound.stream.cluster;

import dev.rebound.stream.fold.Output;
import dev.rebound.stream.job.KafkaSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * Kills a TaskManager, a broker and the JobManager by turns, starts each again after two seconds, as a supervisor does, and measures how
 * long nothing new is told: until a record is visible that was made after the kill.
 */
final class Killer {

    /** Nothing is told for so long: it does not recover. */
    private static final Duration GIVE_UP_AFTER = Duration.ofMinutes(2);

    private static final Duration STARTED_AGAIN_AFTER = Duration.ofSeconds(2);

    private final Brokers brokers;
    private final Flink flink;
    private final Random random;
    private final List<Recovery> recoveries = new ArrayList<>();

    /** How long nothing new was told. */
    record Recovery(String machine, double seconds) {}

    Killer(Brokers brokers, Flink flink, long seed) {
        this.brokers = brokers;
        this.flink = flink;
        this.random = new Random(seed);
    }

    List<Recovery> recoveries() {
        return recoveries;
    }

    /** Kills when a share of all records has been read and told; as many times as it is to, evenly over the history. */
    void kill(int times, long records) throws Exception {
        KafkaSettings kafka = brokers.settings();
        try (Reader reader = new Reader(kafka);
                KafkaConsumer<byte[], byte[]> consumer =
                        reader.consumer(List.of(kafka.topics().of(Output.EMAILS)))) {
            for (int i = 0; i < times; i++) {
                long from = records * (1 + 2L * i) / (2L * times + 2);
                while (reader.done() < from) {
                    TimeUnit.MILLISECONDS.sleep(500);
                }
                kill(victim(i), consumer);
            }
        }
    }

    private Machine victim(int turn) {
        return switch (turn % 3) {
            case 0 -> oneOf(flink.workers());
            case 1 -> oneOf(brokers.machines());
            default -> flink.jobManager();
        };
    }

    private Machine oneOf(List<Machine> machines) {
        return machines.get(random.nextInt(machines.size()));
    }

    private void kill(Machine victim, KafkaConsumer<byte[], byte[]> consumer) throws Exception {
        consumer.seekToEnd(consumer.assignment());
        consumer.assignment().forEach(consumer::position);
        long killed = System.currentTimeMillis();
        victim.kill();
        boolean isStarted = false;
        while (true) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                if (record.timestamp() > killed && isStarted) {
                    double seconds = (System.currentTimeMillis() - killed) / 1_000.0;
                    recoveries.add(new Recovery(victim.name(), seconds));
                    System.out.printf("killed %s: told again after %.1f s%n", victim.name(), seconds);
                    return;
                }
            }
            long passed = System.currentTimeMillis() - killed;
            if (!isStarted && passed > STARTED_AGAIN_AFTER.toMillis()) {
                victim.start();
                isStarted = true;
            }
            if (passed > GIVE_UP_AFTER.toMillis()) {
                throw new IllegalStateException(
                        "nothing was told for two minutes after " + victim.name() + " was killed");
            }
        }
    }
}
