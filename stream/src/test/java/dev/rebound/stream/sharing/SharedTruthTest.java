package dev.rebound.stream.sharing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.AddressState;
import dev.rebound.core.ledger.Suppression;
import dev.rebound.engine.sharing.NumberStanding;
import dev.rebound.feed.report.ReportReader.Belief;
import dev.rebound.feed.seen.SeenReader.Verdicts;
import dev.rebound.stream.fold.FoldSettings;
import dev.rebound.stream.job.BounceJob;
import dev.rebound.stream.job.KafkaInput;
import dev.rebound.stream.job.KafkaOutput;
import dev.rebound.stream.job.KafkaSettings;
import dev.rebound.stream.job.TopicSetUp;
import dev.rebound.stream.job.Topics;
import dev.rebound.stream.local.LocalBroker;
import dev.rebound.stream.read.Raw;
import dev.rebound.stream.read.ReadSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Properties;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one installation learns holds in the other, whatever it is, and can be lifted in either. */
@Tag("broker")
@SuppressWarnings("NullAway.Init") // made before the first test
class SharedTruthTest {

    private static final AccountId SHOP = new AccountId(1);

    @TempDir
    private static Path folder;

    private static LocalBroker broker;
    private static JobClient job;
    private static Site north;
    private static Site south;

    @BeforeAll
    static void start() throws Exception {
        broker = LocalBroker.start(folder.resolve("kafka"));
        KafkaSettings kafka = new KafkaSettings(broker.address(), new Topics("t"), "test", new Properties());
        TopicSetUp.create(kafka, 2, (short) 1);
        job = job(kafka);
        north = new Site(folder.resolve("north"), broker.address(), 1);
        south = new Site(folder.resolve("south"), broker.address(), 2);
    }

    private static JobClient job(KafkaSettings kafka) throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(300));
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(BounceJob.configured(configuration));
        environment.setParallelism(1);
        ReadSettings reading =
                new ReadSettings(new LinkedHashMap<>(), Verdicts.AS_TOLD, Belief.PROVEN, new ArrayList<>());
        BounceJob.assemble(
                        environment.fromSource(
                                KafkaInput.source(kafka, KafkaInput.End.NEVER),
                                KafkaInput.watermarks(),
                                "in",
                                Raw.type()),
                        reading,
                        FoldSettings.standardSettings(),
                        "")
                .sinkTo(KafkaOutput.sink(kafka, "test"));
        return environment.executeAsync("sharing");
    }

    @AfterAll
    static void stop() throws Exception {
        north.close();
        south.close();
        job.cancel().get();
        broker.close();
    }

    private static AddressKey address(String text) {
        return EmailAddress.parse(text).orElseThrow().key();
    }

    private static boolean isFree(AddressState state) {
        return state.suppression(SHOP).isEmpty();
    }

    @Test
    void whatBouncedInOneIsSuppressedInBothUntilEitherUnbounces() {
        AddressKey gone = address("gone@example.org");

        north.bounce(gone, 1);
        south.await(gone, state -> !isFree(state), "taken from the other");

        Suppression taken = south.state(gone).suppression(SHOP).orElseThrow();
        assertTrue(taken.isImported(), taken::toString);
        assertEquals(north.state(gone).suppression(SHOP).orElseThrow().since(), taken.since());

        south.unbounce(gone, 1);
        north.await(gone, SharedTruthTest::isFree, "lifted in the other");

        north.bounce(gone, 1);
        south.await(gone, state -> !isFree(state), "bounced again");
    }

    @Test
    void accountsOfBothCountTogetherTowardsTheGlobalList() {
        AddressKey gone = address("nowhere@example.org");

        north.bounce(gone, 1);
        north.bounce(gone, 2);
        south.bounce(gone, 3);

        north.await(gone, state -> state.globalSince().isPresent(), "three accounts, two of them here");
        south.await(gone, state -> state.globalSince().isPresent(), "three accounts, one of them here");

        south.liftGlobal(gone);

        north.await(gone, state -> state.globalSince().isEmpty(), "lifted in the other");
        south.await(gone, state -> state.globalSince().isEmpty(), "stays lifted");
    }

    @Test
    void anotherWithTheSameNumberIsNoticedByBothAndSharesNothingUntilItHasItsOwn() throws Exception {
        AddressKey ofNorth = address("of-north@example.org");
        AddressKey ofOther = address("of-the-other@example.org");
        north.await(NumberStanding.State.OURS);
        try (Site other = new Site(folder.resolve("other"), broker.address(), 1)) {
            other.await(NumberStanding.State.TAKEN);
            north.await(NumberStanding.State.CONTESTED);

            other.bounce(ofOther, 1);
            north.bounce(ofNorth, 1);
            south.await(ofNorth, state -> !isFree(state), "what the one with the number says is taken");

            assertTrue(isFree(south.state(ofOther)), "the other tells nothing");
            assertTrue(isFree(other.state(ofNorth)), "and takes nothing");
        }

        try (Site other = new Site(folder.resolve("other"), broker.address(), 3)) {
            south.await(ofOther, state -> !isFree(state), "told under its own number");
            other.await(ofNorth, state -> !isFree(state), "taken under its own number");
        }
    }

    @Test
    void nothingIsLostWhileKafkaIsAway() throws Exception {
        AddressKey before = address("before@example.org");
        AddressKey meanwhile = address("meanwhile@example.org");
        AddressKey after = address("after@example.org");
        north.bounce(before, 1);
        south.await(before, state -> !isFree(state), "shared before Kafka goes away");

        broker.close();
        north.bounce(meanwhile, 1);
        south.unbounce(before, 1);
        broker = LocalBroker.start(folder.resolve("kafka"));
        south.bounce(after, 1);

        south.await(meanwhile, state -> !isFree(state), "told once Kafka is back");
        north.await(before, SharedTruthTest::isFree, "lifted once Kafka is back");
        north.await(after, state -> !isFree(state), "told after Kafka came back");
    }
}
