package dev.rebound.stream.cluster;

import dev.rebound.stream.job.KafkaSettings;
import dev.rebound.stream.job.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;

/** Three brokers of Kafka, which are the quorum of its controllers too: whichever is killed, two are left. */
final class Brokers implements AutoCloseable {

    private static final int BROKERS = 3;

    private final List<Machine> machines;
    private final KafkaSettings settings;

    private Brokers(List<Machine> machines, KafkaSettings settings) {
        this.machines = machines;
        this.settings = settings;
    }

    static Brokers start(Path folder, String classPath, List<String> options) throws Exception {
        List<Integer> ports = new ArrayList<>();
        List<Integer> controllers = new ArrayList<>();
        for (int i = 0; i < BROKERS; i++) {
            ports.add(Machine.freePort());
            controllers.add(Machine.freePort());
        }
        List<String> voters = new ArrayList<>();
        for (int i = 0; i < BROKERS; i++) {
            voters.add(i + 1 + "@127.0.0.1:" + controllers.get(i));
        }
        String cluster = Uuid.randomUuid().toString();
        List<Machine> machines = new ArrayList<>();
        for (int i = 0; i < BROKERS; i++) {
            Path file = folder.resolve("broker-" + (i + 1) + ".properties");
            Properties properties = properties(i + 1, ports.get(i), controllers.get(i), voters);
            properties.setProperty(
                    "log.dirs", folder.resolve("kafka-" + (i + 1)).toString());
            try (var writer = Files.newBufferedWriter(file)) {
                properties.store(writer, null);
            }
            format(cluster, file);
            List<String> program = List.of("kafka.Kafka", file.toString());
            machines.add(Machine.jvm("broker-" + (i + 1), folder, classPath, options, program)
                    .start());
        }
        String servers = ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
        Brokers brokers = new Brokers(
                machines, new KafkaSettings(servers, new Topics("rebound"), "rebound-stream", new Properties()));
        brokers.awaitAll();
        return brokers;
    }

    private static void format(String cluster, Path file) throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int exit = StorageTool.execute(
                new String[] {"format", "-t", cluster, "-c", file.toString()},
                new PrintStream(said, true, StandardCharsets.UTF_8));
        if (exit != 0) {
            throw new IOException(said.toString(StandardCharsets.UTF_8));
        }
    }

    private static Properties properties(int node, int port, int controller, List<String> voters) {
        Properties properties = new Properties();
        properties.setProperty("process.roles", "broker,controller");
        properties.setProperty("node.id", Integer.toString(node));
        properties.setProperty("controller.quorum.voters", String.join(",", voters));
        properties.setProperty("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller);
        properties.setProperty("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        properties.setProperty("controller.listener.names", "CONTROLLER");
        properties.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.setProperty("offsets.topic.replication.factor", "3");
        properties.setProperty("offsets.topic.num.partitions", "3");
        properties.setProperty("transaction.state.log.replication.factor", "3");
        properties.setProperty("transaction.state.log.min.isr", "2");
        properties.setProperty("transaction.state.log.num.partitions", "6");
        properties.setProperty("auto.create.topics.enable", "false");
        properties.setProperty("message.max.bytes", Integer.toString(40 << 20));
        properties.setProperty("num.partitions", "2");
        return properties;
    }

    private void awaitAll() throws Exception {
        try (Admin admin = Admin.create(settings.properties())) {
            for (int i = 0; i < 300; i++) {
                if (admin.describeCluster().nodes().get().size() == BROKERS) {
                    return;
                }
                TimeUnit.MILLISECONDS.sleep(200);
            }
        }
        throw new IllegalStateException("the brokers did not find each other; see their logs");
    }

    KafkaSettings settings() {
        return settings;
    }

    List<Machine> machines() {
        return machines;
    }

    @Override
    public void close() {
        for (Machine machine : machines) {
            machine.close();
        }
    }
}
