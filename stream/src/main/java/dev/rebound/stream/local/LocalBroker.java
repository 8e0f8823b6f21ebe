package dev.rebound.stream.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/** One broker of Kafka in this process, on loopback, in a folder. For trying: it has one replica of everything. */
public final class LocalBroker implements AutoCloseable {

    private static final String PROPERTIES = "broker.properties";

    private final KafkaRaftServer server;
    private final String address;

    private LocalBroker(KafkaRaftServer server, String address) {
        this.server = server;
        this.address = address;
    }

    /** Starts one; what is in the folder from before is there again, at the same port if nobody has taken it meanwhile. */
    public static LocalBroker start(Path folder) throws IOException {
        int port = portBefore(folder).filter(LocalBroker::isFree).orElseGet(LocalBroker::freePort);
        Properties properties = properties(folder, port, freePort());
        Path file = Files.createDirectories(folder).resolve(PROPERTIES);
        try (var writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int exit = StorageTool.execute(
                new String[] {
                    "format", "--ignore-formatted", "-t", clusterId(folder), "-c", file.toString(), "--standalone"
                },
                new PrintStream(said, true, StandardCharsets.UTF_8));
        if (exit != 0) {
            throw new IOException("Kafka cannot use the folder " + folder + ": "
                    + said.toString(StandardCharsets.UTF_8).strip());
        }
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(properties), Time.SYSTEM);
        server.startup();
        return new LocalBroker(server, "127.0.0.1:" + port);
    }

    private static String clusterId(Path folder) throws IOException {
        Path file = folder.resolve("cluster-id");
        if (!Files.exists(file)) {
            Files.writeString(file, Uuid.randomUuid().toString());
        }
        return Files.readString(file).strip();
    }

    private static Optional<Integer> portBefore(Path folder) throws IOException {
        Path file = folder.resolve(PROPERTIES);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties before = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            before.load(reader);
        }
        String listener = before.getProperty("advertised.listeners", "");
        try {
            return Optional.of(Integer.parseInt(listener.substring(listener.lastIndexOf(':') + 1)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("this machine gives no port", e);
        }
    }

    private static Properties properties(Path folder, int port, int controllerPort) {
        Properties properties = new Properties();
        properties.setProperty("process.roles", "broker,controller");
        properties.setProperty("node.id", "1");
        properties.setProperty("controller.quorum.bootstrap.servers", "127.0.0.1:" + controllerPort);
        properties.setProperty(
                "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        properties.setProperty("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        properties.setProperty("controller.listener.names", "CONTROLLER");
        properties.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.setProperty("log.dirs", folder.resolve("log").toString());
        properties.setProperty("offsets.topic.replication.factor", "1");
        properties.setProperty("offsets.topic.num.partitions", "1");
        properties.setProperty("transaction.state.log.replication.factor", "1");
        properties.setProperty("transaction.state.log.min.isr", "1");
        properties.setProperty("transaction.state.log.num.partitions", "4");
        properties.setProperty("group.initial.rebalance.delay.ms", "0");
        properties.setProperty("auto.create.topics.enable", "false");
        properties.setProperty("message.max.bytes", Integer.toString(40 << 20));
        return properties;
    }

    /** Where it is, {@code host:port}. */
    public String address() {
        return address;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
