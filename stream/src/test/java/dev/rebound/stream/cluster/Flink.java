package dev.rebound.stream.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A stand-alone cluster of Flink: a ZooKeeper (that of Flink's own class path), a JobManager that finds its job there again when it is
 * started after it was killed, and two TaskManagers of one slot each, with a third in waiting: where one is killed the job goes on in a
 * JVM that is there, and the one that is started again is the next to wait.
 */
final class Flink implements AutoCloseable {

    /** That work, and so how many subtasks each step has. */
    static final int WORKERS = 2;

    private static final int TASK_MANAGERS = WORKERS + 1;

    /** What Flink's own scripts give every JVM; it reaches into the JDK. */
    private static final List<String> OPENED = List.of(
            "java.base/java.lang",
            "java.base/java.net",
            "java.base/java.io",
            "java.base/java.nio",
            "java.base/sun.nio.ch",
            "java.base/java.lang.reflect",
            "java.base/java.text",
            "java.base/java.time",
            "java.base/java.util",
            "java.base/java.util.concurrent",
            "java.base/java.util.concurrent.atomic",
            "java.base/java.util.concurrent.locks");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final String classPath;
    private final List<String> options;
    private final int restPort;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final List<Machine> taskManagers = new ArrayList<>();
    private final List<Machine> others = new ArrayList<>();

    private Flink(Path folder, String classPath, List<String> options, int restPort) {
        this.folder = folder;
        this.classPath = classPath;
        this.options = options;
        this.restPort = restPort;
    }

    static Flink start(Path folder, String classPath, List<String> jvmOptions) throws Exception {
        List<String> options = new ArrayList<>(jvmOptions);
        OPENED.forEach(place -> options.add("--add-opens=" + place + "=ALL-UNNAMED"));
        options.add("--enable-native-access=ALL-UNNAMED");
        Flink flink = new Flink(folder, classPath, options, Machine.freePort());
        Path conf = Files.createDirectories(folder.resolve("conf"));
        int zooKeeper = Machine.freePort();
        Files.writeString(conf.resolve("zoo.cfg"), """
                tickTime=2000
                dataDir=%s
                clientPort=%d
                clientPortAddress=127.0.0.1
                admin.enableServer=false
                """.formatted(
                        Files.createDirectories(folder.resolve("zookeeper")), zooKeeper));
        Files.writeString(conf.resolve("config.yaml"), configuration(folder, flink.restPort, zooKeeper));
        flink.others.add(flink.machine(
                        "zookeeper",
                        128,
                        List.of(
                                "org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.server.ZooKeeperServerMain",
                                conf.resolve("zoo.cfg").toString()))
                .start());
        flink.others.add(flink.machine(
                        "jobmanager",
                        768,
                        List.of(
                                "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
                                "--configDir",
                                conf.toString()))
                .start());
        for (int i = 1; i <= TASK_MANAGERS; i++) {
            flink.taskManagers.add(flink.machine(
                            "taskmanager-" + i,
                            1_664,
                            List.of(
                                    "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
                                    "--configDir",
                                    conf.toString(),
                                    "-Dtaskmanager.resource-id=taskmanager-" + i))
                    .start());
        }
        flink.await(
                "TaskManagers",
                () -> flink.get("/overview").path("taskmanagers").asInt() == TASK_MANAGERS);
        return flink;
    }

    private Machine machine(String name, int heapMegabytes, List<String> program) {
        List<String> all = new ArrayList<>(options);
        all.add("-Xmx" + heapMegabytes + "m");
        return Machine.jvm(name, folder, classPath, all, program);
    }

    /** Heartbeats are shorter than Flink's own: what was killed is missed after about 5 seconds, not 20. */
    private static String configuration(Path folder, int restPort, int zooKeeper) {
        return """
                jobmanager.rpc.address: 127.0.0.1
                jobmanager.bind-host: 127.0.0.1
                taskmanager.host: 127.0.0.1
                taskmanager.bind-host: 127.0.0.1
                rest.address: 127.0.0.1
                rest.bind-address: 127.0.0.1
                rest.port: %d
                high-availability.type: zookeeper
                high-availability.zookeeper.quorum: 127.0.0.1:%d
                high-availability.zookeeper.client.session-timeout: 6 s
                high-availability.storageDir: file://%s/ha
                execution.checkpointing.dir: file://%s/checkpoints
                execution.checkpointing.savepoint-dir: file://%s/savepoints
                execution.checkpointing.incremental: true
                execution.checkpointing.min-pause: 1 s
                heartbeat.interval: 2 s
                heartbeat.timeout: 10 s
                restart-strategy.type: fixed-delay
                restart-strategy.fixed-delay.attempts: 2147483647
                restart-strategy.fixed-delay.delay: 1 s
                taskmanager.numberOfTaskSlots: 1
                taskmanager.cpu.cores: 1
                taskmanager.memory.task.heap.size: 1536m
                taskmanager.memory.task.off-heap.size: 0
                taskmanager.memory.framework.heap.size: 128m
                taskmanager.memory.framework.off-heap.size: 128m
                taskmanager.memory.managed.size: 512m
                taskmanager.memory.network.min: 128m
                taskmanager.memory.network.max: 128m
                taskmanager.memory.jvm-metaspace.size: 256m
                taskmanager.memory.jvm-overhead.min: 128m
                taskmanager.memory.jvm-overhead.max: 128m
                metrics.fetcher.update-interval: 2000
                metrics.reporter.prom.factory.class: org.apache.flink.metrics.prometheus.PrometheusReporterFactory
                metrics.reporter.prom.port: 19249-19299
                """.formatted(restPort, zooKeeper, folder, folder, folder);
    }

    /** Gives it the job as {@code flink run} does; the number of the job. */
    String submit(Path jar, List<String> arguments) throws IOException, InterruptedException {
        List<String> program = new ArrayList<>(
                List.of("org.apache.flink.client.cli.CliFrontend", "run", "--detached", jar.toString()));
        program.addAll(arguments);
        String said = machine("flink-run", 512, program).run();
        int at = said.indexOf("JobID ");
        return said.substring(at + "JobID ".length()).strip().substring(0, 32);
    }

    /** The number of the last checkpoint that was completed; 0 if there was none or it cannot be told. */
    long lastCheckpoint(String job) {
        return get("/jobs/" + job + "/checkpoints")
                .path("latest")
                .path("completed")
                .path("id")
                .asLong();
    }

    /** What the last completed checkpoint takes, in octets, and how long it took, in milliseconds. */
    JsonNode checkpoint(String job) {
        return get("/jobs/" + job + "/checkpoints").path("latest").path("completed");
    }

    /** The answer of its REST interface; nothing if it is not there. */
    JsonNode get(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + restPort + path))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return JSON.readTree(
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException e) {
            return JSON.createObjectNode();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Something that comes true. */
    @FunctionalInterface
    interface Check {
        boolean isSo();
    }

    void await(String what, Check check) throws InterruptedException {
        for (int i = 0; i < 600; i++) {
            if (check.isSo()) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new IllegalStateException("waited a minute for " + what + "; see the logs in " + folder);
    }

    Machine jobManager() {
        return others.getLast();
    }

    /** Those that have something to do. */
    List<Machine> workers() {
        List<Machine> workers = new ArrayList<>();
        for (JsonNode one : get("/taskmanagers").path("taskmanagers")) {
            if (one.path("freeSlots").asInt() == 0) {
                taskManagers.stream()
                        .filter(machine -> machine.name().equals(one.path("id").asText()))
                        .forEach(workers::add);
            }
        }
        return workers;
    }

    /** CPU seconds of the JobManager and the TaskManagers. */
    double cpuSeconds() {
        return Optional.of(taskManagers).stream()
                        .flatMap(List::stream)
                        .mapToDouble(Machine::cpuSeconds)
                        .sum()
                + jobManager().cpuSeconds();
    }

    @Override
    public void close() {
        for (Machine machine : taskManagers) {
            machine.close();
        }
        for (Machine machine : others.reversed()) {
            machine.close();
        }
    }
}
