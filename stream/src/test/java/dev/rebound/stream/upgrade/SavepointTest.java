package dev.rebound.stream.upgrade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.stream.fold.FoldSettings;
import dev.rebound.stream.fold.Told;
import dev.rebound.stream.job.BounceJob;
import dev.rebound.stream.read.Form;
import dev.rebound.stream.read.LineFormat;
import dev.rebound.stream.read.Raw;
import dev.rebound.stream.read.ReadSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;
import org.apache.flink.util.StateMigrationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job is stopped with a savepoint, and the job of this build goes on from it. */
final class SavepointTest {

    private static final String ADDRESS = "p@example.org";

    /** As {@code HoldingCodecTest} has it: message 7 of account 3 bounced, in the form of version 1. */
    private static final String VERSION_1 =
            "01010703040180897a010000000014706f73746669782d757365722d756e6b6e6f776e0c33663261"
                    + "3963303162376434010c7573657220756e6b6e6f776e0001000102030405060708090a0b0c0d0e0f"
                    + "0103000000000007010300000000";

    /** What jobs in this process told. */
    private static final BlockingQueue<String> TOLD = new LinkedBlockingQueue<>();

    @TempDir
    Path folder;

    @BeforeEach
    void forgetWhatOthersTold() {
        TOLD.clear();
    }

    @Test
    void aJobGoesOnWhereOneOfItsOwnFormStopped() throws Exception {
        write(line("ACCEPTED", "\"account\":3,\"email\":5,\"at\":1000000"));
        JobClient before = start(ours(Optional.empty()));
        await(told -> told.startsWith("MESSAGES ") && told.contains("\"QUEUED\""));
        await(told -> told.startsWith("EMAILS "));
        String savepoint = stop(before);
        write(line("REPLY", "\"at\":2000000,\"said\":{\"v\":1,\"code\":250,\"text\":\"250 Ok\"}"));

        JobClient after = start(ours(Optional.of(savepoint)));
        String message = await(told -> told.startsWith("MESSAGES "));
        String email = await(told -> told.startsWith("EMAILS "));
        end(after);

        assertTrue(message.contains("\"DELIVERED\""), message);
        assertTrue(message.contains("\"email\":5"), message);
        assertEquals(
                "EMAILS {\"v\":1,\"email\":5,\"outcomes\":[{\"status\":\"DELIVERED\",\"number\":1}]}",
                email,
                "what was queued before is queued no more");
    }

    @Test
    void aJobGoesOnFromTheStatesOfVersion1() throws Exception {
        String savepoint = savepointOf(1, VERSION_1);
        write(line("UNBOUNCED", "\"account\":3,\"by\":\"ann\",\"why\":\"they asked\",\"at\":2000000"));

        JobClient after = start(ours(Optional.of(savepoint)));
        String lifted = await(told -> told.startsWith("SUPPRESSIONS "));
        end(after);

        assertEquals("SUPPRESSIONS ", lifted, "the suppression that the old state holds is lifted");
    }

    @Test
    void aJobRefusesTheStatesOfANewerForm() throws Exception {
        String savepoint = savepointOf(99, "63");
        write(line("REPLY", "\"at\":2000000,\"said\":{\"v\":1,\"code\":250,\"text\":\"250 Ok\"}"));

        JobClient after = start(ours(Optional.of(savepoint)));

        ExecutionException refusal = assertThrows(
                ExecutionException.class, () -> after.getJobExecutionResult().get(60, TimeUnit.SECONDS));
        assertTrue(
                Stream.iterate((Throwable) refusal, Objects::nonNull, Throwable::getCause)
                        .anyMatch(cause -> cause instanceof StateMigrationException),
                refusal::toString);
    }

    private static String line(String kind, String more) {
        return "{\"v\":1,\"kind\":\"" + kind + "\",\"address\":\"" + ADDRESS + "\",\"message\":7," + more + "}";
    }

    /** A new file in the folder that every job of a test reads; whole from its first moment. */
    private void write(String line) throws Exception {
        Path input = Files.createDirectories(folder.resolve("input"));
        Path file = Files.writeString(folder.resolve("line"), line + "\n");
        Files.move(file, input.resolve(System.nanoTime() + ".jsonl"), StandardCopyOption.ATOMIC_MOVE);
    }

    private String savepointOf(int newestForm, String octets) throws Exception {
        write(ADDRESS + " " + octets);
        StreamExecutionEnvironment environment = environment(Optional.empty());
        DataStream<Told> told = input(environment)
                .keyBy((KeySelector<Raw, String>) raw -> text(raw.content()).split(" ", -1)[0], Types.STRING)
                .process(new OtherForm(newestForm), Told.type())
                .uid("fold");
        listen(told);
        JobClient other = start(environment);
        await(one -> one.startsWith("DEAD "));
        return stop(other);
    }

    private StreamExecutionEnvironment ours(Optional<String> savepoint) {
        StreamExecutionEnvironment environment = environment(savepoint);
        listen(BounceJob.assemble(
                input(environment), ReadSettings.standardSettings(), FoldSettings.standardSettings(), ""));
        return environment;
    }

    private static StreamExecutionEnvironment environment(Optional<String> savepoint) {
        Configuration configuration = new Configuration();
        configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        savepoint.ifPresent(path -> configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, path));
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(BounceJob.configured(configuration));
        environment.setParallelism(1);
        return environment;
    }

    private DataStream<Raw> input(StreamExecutionEnvironment environment) {
        FileSource<Raw> files = FileSource.forRecordStreamFormat(
                        new LineFormat(Form.SEEN),
                        new org.apache.flink.core.fs.Path(
                                folder.resolve("input").toUri()))
                .monitorContinuously(Duration.ofMillis(100))
                .build();
        return environment
                .fromSource(files, WatermarkStrategy.noWatermarks(), "files", Raw.type())
                .uid("in");
    }

    private static void listen(DataStream<Told> told) {
        told.process(new Listener()).returns(Types.STRING).uid("listener").sinkTo(new DiscardingSink<>());
    }

    private static JobClient start(StreamExecutionEnvironment environment) throws Exception {
        return environment.executeAsync("test");
    }

    private String stop(JobClient job) throws Exception {
        String to = folder.resolve("savepoints").toUri().toString();
        String savepoint =
                job.stopWithSavepoint(false, to, SavepointFormatType.CANONICAL).get(60, TimeUnit.SECONDS);
        TOLD.clear();
        return savepoint;
    }

    /** Waits until it has let go of the folder. */
    private static void end(JobClient job) throws Exception {
        job.cancel().get();
        assertThrows(ExecutionException.class, () -> job.getJobExecutionResult().get(60, TimeUnit.SECONDS));
    }

    private static String await(Predicate<String> isIt) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (System.nanoTime() < until) {
            String told = TOLD.poll(100, TimeUnit.MILLISECONDS);
            if (told != null && isIt.test(told)) {
                return told;
            }
        }
        throw new AssertionError("the job did not tell it within a minute");
    }

    static String text(byte[] octets) {
        return new String(octets, StandardCharsets.UTF_8);
    }

    /** Passes on what a job tells to the test in the same process. */
    private static final class Listener extends ProcessFunction<Told, String> {

        private static final long serialVersionUID = 1L;

        @Override
        public void processElement(Told told, Context context, Collector<String> out) {
            TOLD.add(told.output() + " " + text(told.value()));
        }
    }
}
