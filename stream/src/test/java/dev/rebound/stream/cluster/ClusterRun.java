package dev.rebound.stream.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rebound.stream.job.KafkaSettings;
import dev.rebound.stream.job.TopicSetUp;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Three brokers, a ZooKeeper, a JobManager and two TaskManagers, each a process on this machine, and the job jar given to them: they read
 * a history while some of them are killed, and what they told in the end must equal a plain fold of it. Ends with 1 if it does not.
 */
@Command(name = "scripts/cluster-run", mixinStandardHelpOptions = true, showDefaultValues = true)
@SuppressWarnings("NullAway.Init") // picocli sets what has a default
final class ClusterRun implements Callable<Integer> {

    /** So many records are to be told, and then what timers tell, for which the clock may have to be waited for. */
    private record Wanted(long records, Duration then) {}

    /** What works. */
    private record Cluster(Brokers brokers, Flink flink) {

        /** How things stand when so many records are done. */
        Moment moment(long records) {
            double ofBrokers =
                    brokers.machines().stream().mapToDouble(Machine::cpuSeconds).sum();
            return new Moment(records, System.nanoTime(), flink.cpuSeconds(), ofBrokers);
        }
    }

    /** CPU seconds are those used so far; they tell the cost of a record also where something else runs beside it. */
    private record Moment(long records, long nanoTime, double ofFlink, double ofBrokers) {

        void print(String what, Moment since) {
            double done = records - since.records;
            System.out.printf(
                    "%s: %,.0f records/s; CPU a record: Flink %.1f us, brokers %.1f us%n",
                    what,
                    done * 1e9 / (nanoTime - since.nanoTime),
                    1e6 * (ofFlink - since.ofFlink) / done,
                    1e6 * (ofBrokers - since.ofBrokers) / done);
        }
    }

    /** Longer than any restart takes on a busy machine. */
    private static final Duration SILENT_AT_MOST = Duration.ofMinutes(4);

    /** Where nobody was killed the end of every partition is read by the job that has read it from its beginning. */
    private static final Duration CLOCK_STANDS_FOR = Duration.ofSeconds(2);

    /**
     * After a restart a partition that had been read to its end has no clock any more; it stops holding back that of all only when
     * it has been silent for a minute.
     */
    private static final Duration CLOCK_STANDS_FOR_AFTER_KILLS = Duration.ofSeconds(70);

    @Option(names = "--folder", required = true, hidden = true)
    private Path folder;

    @Option(names = "--target", required = true, hidden = true)
    private Path target;

    @Option(names = "--kills", defaultValue = "3", description = "0 reads what lies ready and measures.")
    private int kills;

    @Option(names = "--messages", defaultValue = "1000000", description = "Messages of the history.")
    private int messages;

    @Option(names = "--reports", defaultValue = "20", description = "Messages of a thousand that a report comes of.")
    private int reports;

    @Option(names = "--state", defaultValue = "rocksdb", description = "hashmap or rocksdb.")
    private String state;

    @Option(names = "--checkpoint-seconds", defaultValue = "5")
    private int checkpointSeconds;

    @Option(names = "--seed", defaultValue = "1")
    private long seed;

    @Option(names = "--unchecked", description = "With --kills 0: compare nothing, which halves the time.")
    private boolean unchecked;

    @Option(
            names = "--file",
            description = "Start nothing: write the observations to this file, for rebound stream local and replay.")
    private Optional<Path> file = Optional.empty();

    @Option(names = "--jvm", description = "More options of every JVM of Flink.")
    private List<String> jvm = new ArrayList<>();

    public static void main(String[] args) {
        System.exit(new CommandLine(new ClusterRun()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        if (file.isPresent()) {
            System.out.printf("%,d lines%n", HistoryFile.write(history(), file.get()));
            return 0;
        }
        Sequential sequential = new Sequential();
        if (!unchecked || kills > 0) {
            long began = System.nanoTime();
            history().tell(sequential::take);
            System.out.printf(
                    "%,d records, read and folded in one thread in %.1f s%n", sequential.taken(), secondsSince(began));
        }
        List<String> expected = sequential.end(History.end()).lines();
        List<String> options = List.of("-Dlogback.configurationFile=" + logging(), "-XX:+UseParallelGC");
        List<String> ofFlink = new ArrayList<>(options);
        ofFlink.addAll(jvm);
        List<String> ofBrokers = new ArrayList<>(options);
        ofBrokers.add("-Xmx512m");
        try (Brokers brokers = Brokers.start(folder, jars(path -> true), ofBrokers);
                Flink flink = Flink.start(folder, jars(ClusterRun::isOfCluster), ofFlink)) {
            KafkaSettings kafka = brokers.settings();
            TopicSetUp.create(kafka, Flink.WORKERS, (short) 3);
            Known told = kills > 0 ? withKills(brokers, flink, sequential.taken()) : alone(brokers, flink);
            return unchecked ? 0 : compare(expected, told.complete().lines());
        }
    }

    private History history() {
        return new History(seed, new History.Size(messages, reports, Flink.WORKERS));
    }

    private Known withKills(Brokers brokers, Flink flink, long records) throws Exception {
        KafkaSettings kafka = brokers.settings();
        String job = flink.submit(target.resolve("stream-job.jar"), arguments(kafka));
        CompletableFuture<Long> written = CompletableFuture.supplyAsync(() -> {
            try {
                return new Feeder(kafka).write(history());
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        });
        Killer killer = new Killer(brokers, flink, seed);
        killer.kill(kills, records);
        written.join();
        Known told = new Known();
        try (Reader reader = new Reader(kafka)) {
            awaitAllTold(reader, new Cluster(brokers, flink), job, new Wanted(records, CLOCK_STANDS_FOR_AFTER_KILLS));
            reader.readAll(told);
        }
        double worst = killer.recoveries().stream()
                .mapToDouble(Killer.Recovery::seconds)
                .max()
                .orElse(0);
        System.out.printf("%d kills, told again after %.1f s at most%n", kills, worst);
        return told;
    }

    private Known alone(Brokers brokers, Flink flink) throws Exception {
        KafkaSettings kafka = brokers.settings();
        long began = System.nanoTime();
        long records = new Feeder(kafka).write(history());
        System.out.printf("written in %.1f s%n", secondsSince(began));
        Cluster cluster = new Cluster(brokers, flink);
        Moment before = cluster.moment(0);
        String job = flink.submit(target.resolve("stream-job.jar"), arguments(kafka));
        Known told = new Known();
        Reader.Made made;
        JsonNode checkpoint;
        try (Reader reader = new Reader(kafka)) {
            awaitAllTold(reader, cluster, job, new Wanted(records, CLOCK_STANDS_FOR));
            cluster.moment(records).print("with the start of all JVMs", before);
            checkpoint = flink.checkpoint(job);
            made = reader.readAll(told);
        }
        double seconds = (made.last() - made.first()) / 1_000.0;
        System.out.printf(
                "%s: %,.0f records/s from the first told to the last (%,d in, %,d out, %.1f s)%n",
                state, records / seconds, records, made.records(), seconds);
        System.out.printf(
                "last checkpoint: %,d octets, %,d ms%n",
                checkpoint.path("state_size").asLong(),
                checkpoint.path("end_to_end_duration").asLong());
        return told;
    }

    private List<String> arguments(KafkaSettings kafka) throws Exception {
        Path key = Files.writeString(
                folder.resolve("return-path.key"), HexFormat.of().formatHex(History.KEY));
        return List.of(
                "job",
                "--kafka",
                kafka.servers(),
                "--key",
                "0:" + key,
                "--state",
                state,
                "--parallelism",
                Integer.toString(Flink.WORKERS),
                "--checkpoint-seconds",
                Integer.toString(checkpointSeconds));
    }

    /**
     * What timers tell comes after the last record, when the clock goes on, so two more checkpoints pass. How fast the second
     * half is told is said apart: in the first, JVMs that were just started compile what they run.
     */
    private static void awaitAllTold(Reader reader, Cluster cluster, String job, Wanted wanted) throws Exception {
        Flink flink = cluster.flink;
        long records = wanted.records;
        Moment half = cluster.moment(0);
        boolean isHalf = false;
        long done = 0;
        long wentOnAt = System.nanoTime();
        while (done < records) {
            long now = reader.done();
            if (now != done) {
                System.out.printf("%tT %,d of %,d records read and told%n", System.currentTimeMillis(), now, records);
                done = now;
                wentOnAt = System.nanoTime();
            }
            if (secondsSince(wentOnAt) > SILENT_AT_MOST.toSeconds()) {
                throw new IllegalStateException(
                        "nothing was told for " + SILENT_AT_MOST + "; with KEEP=1 the logs stay");
            }
            if (!isHalf && done >= records / 2) {
                half = cluster.moment(done);
                isHalf = true;
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        cluster.moment(records).print("second half", half);
        TimeUnit.MILLISECONDS.sleep(wanted.then.toMillis());
        long last = flink.lastCheckpoint(job);
        flink.await("two checkpoints", () -> flink.lastCheckpoint(job) >= last + 2);
    }

    private static int compare(List<String> expected, List<String> told) {
        boolean isSame = expected.equals(told);
        for (int i = 0; i < expected.size(); i++) {
            System.out.println("plain fold  " + expected.get(i));
            if (!expected.get(i).equals(told.get(i))) {
                System.out.println("  but told  " + told.get(i));
            }
        }
        System.out.println(isSame ? "Equal: nothing lost, nothing doubled." : "NOT EQUAL.");
        return isSame ? 0 : 1;
    }

    private Path logging() throws Exception {
        return Files.writeString(folder.resolve("logback.xml"), """
                <configuration>
                  <appender name="console" class="ch.qos.logback.core.ConsoleAppender">
                    <encoder><pattern>%d{HH:mm:ss.SSS} %-5level %logger{0} %msg%n</pattern></encoder>
                  </appender>
                  <root level="WARN"><appender-ref ref="console"/></root>
                  <logger name="org.apache.flink.client.cli" level="INFO"/>
                  <logger name="org.apache.flink.runtime.executiongraph" level="INFO"/>
                </configuration>
                """);
    }

    private interface Choice {
        boolean takes(String jar);
    }

    private String jars(Choice choice) throws Exception {
        try (var jars = Files.list(target.resolve("lib"))) {
            return String.join(
                    ":",
                    jars.map(Path::toString)
                            .filter(jar -> choice.takes(jar.substring(jar.lastIndexOf('/') + 1)))
                            .sorted()
                            .toList());
        }
    }

    /** The cluster has what a distribution of Flink has; ours, and what reads Kafka, come with the job. */
    private static boolean isOfCluster(String jar) {
        return !jar.matches(
                "(core|parse|classify|feed|picocli|jackson|kafka|connect|flink-connector-(kafka|base)|jspecify).*");
    }

    private static double secondsSince(long nanoTime) {
        return (System.nanoTime() - nanoTime) / 1e9;
    }
}
