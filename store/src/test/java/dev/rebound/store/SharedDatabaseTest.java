package dev.rebound.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.guard.GuardSettings;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.Observation;
import dev.rebound.core.policy.Policy;
import dev.rebound.core.policy.Rulebook;
import dev.rebound.engine.ledger.Evidence;
import dev.rebound.engine.ledger.EvidenceSource;
import dev.rebound.engine.webhook.EventType;
import dev.rebound.engine.webhook.Webhook;
import dev.rebound.engine.webhook.WebhookEvent;
import dev.rebound.engine.webhook.WebhookId;
import dev.rebound.store.database.DataFolder;
import dev.rebound.store.database.Database;
import dev.rebound.store.database.OwnPostgres;
import dev.rebound.store.database.PostgresAddress;
import dev.rebound.store.guard.CircuitWatch;
import dev.rebound.store.ledger.Entry;
import dev.rebound.store.ledger.Recorder;
import dev.rebound.store.ledger.SettledNumbers;
import dev.rebound.store.policy.PoliciesInForce;
import dev.rebound.store.webhook.SqlWebhooks;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two processes write to one PostgreSQL database: neither decides on what the other is about to change. */
@SuppressWarnings("NullAway.Init") // filled before each test
@Timeout(60)
final class SharedDatabaseTest {

    private static final int ADDRESSES = 12;
    private static final int ACCOUNTS = 4;

    @TempDir
    Path folder;

    private PostgresAddress address;
    private StorePorts one;
    private StorePorts two;
    private World world;

    @BeforeEach
    void open() {
        address = OwnPostgres.running().newDatabase();
        one = StorePorts.onPostgres(folder.resolve("one"), address);
        two = StorePorts.beside(folder.resolve("one"), address);
        world = new World(one);
    }

    @AfterEach
    void close() {
        one.close();
        two.close();
    }

    private static AddressKey key(int address) {
        return World.key("p" + address + "@example.org");
    }

    private List<AccountId> accounts() {
        List<AccountId> accounts = new ArrayList<>();
        for (int i = 0; i < ACCOUNTS; i++) {
            accounts.add(world.account());
        }
        return accounts;
    }

    /**
     * Every address bounces in four accounts at once, told by both nodes, each bounce by both. If one loaded before the other
     * had committed, an address would not become globally bounced, or twice, or a bounce would be recorded twice.
     */
    @Test
    void bothHammerTheSameAddressesAndTheBooksAgree() {
        List<AccountId> accounts = accounts();
        Random random = new Random(20_261_128);
        for (int round = 0; round < 5; round++) {
            int first = 1 + round * 1_000;
            List<Observed> accepted = new ArrayList<>();
            List<Observed> bounced = new ArrayList<>();
            for (int i = 0; i < ADDRESSES; i++) {
                for (int a = 0; a < ACCOUNTS; a++) {
                    MessageId message = new MessageId(first + (long) i * ACCOUNTS + a);
                    AddressKey key = key(round * ADDRESSES + i);
                    accepted.add(new Observed(
                            key, new Observation.Accepted(accounts.get(a), message, World.NOON), Optional.empty()));
                    bounced.add(bounce(key, message));
                }
            }
            all(one, accepted);
            Collections.shuffle(bounced, random);
            List<Observed> otherOrder = new ArrayList<>(bounced);
            Collections.shuffle(otherOrder, random);

            List<CompletableFuture<List<LedgerEvent>>> told = new ArrayList<>(tell(one, bounced));
            told.addAll(tell(two, otherOrder));
            List<LedgerEvent> events =
                    told.stream().flatMap(f -> f.join().stream()).toList();

            assertEquals(ADDRESSES * ACCOUNTS, count(events, LedgerEvent.Bounced.class));
            assertEquals(ADDRESSES, count(events, LedgerEvent.GloballyBounced.class));
        }
        assertEquals(List.of(), one.ledger().verify().differences());
    }

    private record Observed(AddressKey address, Observation observation, Optional<Evidence> evidence) {}

    private static Observed bounce(AddressKey key, MessageId message) {
        Evidence evidence = new Evidence(
                EvidenceId.of("evidence", message.toString()),
                EvidenceSource.SMTP_REPLY,
                World.NOON,
                Diagnostic.ofText("550 5.1.1 no such user"),
                Optional.empty());
        return new Observed(
                key,
                new Observation.PermanentFailure(
                        message, World.NOON, evidence.id(), World.verdict(Reason.UNKNOWN_USER)),
                Optional.of(evidence));
    }

    private static List<CompletableFuture<List<LedgerEvent>>> tell(Ports node, List<Observed> all) {
        return all.stream()
                .map(each -> node.ledger().record(each.address(), each.observation(), each.evidence()))
                .toList();
    }

    private static void all(Ports node, List<Observed> all) {
        tell(node, all).forEach(CompletableFuture::join);
    }

    private static long count(List<LedgerEvent> events, Class<? extends LedgerEvent> kind) {
        return events.stream().filter(kind::isInstance).count();
    }

    /** Work that takes turns in the middle of itself, in opposite orders, beside batches: nobody waits for ever. */
    @Test
    void manyPiecesOfWorkInOneTransactionMeetAndAllAreDone() {
        AccountId account = world.account();
        Recorder recorder = new Recorder(any -> Rulebook.standard(), new CircuitWatch(GuardSettings.standard()));
        List<CompletableFuture<Integer>> all = new ArrayList<>();
        try (Database left = Database.open(address, DataFolder.hashesOf(folder.resolve("one")), 1);
                Database right = Database.open(address, DataFolder.hashesOf(folder.resolve("one")), 1)) {
            for (int i = 0; i < 300; i++) {
                all.add(accept(left, recorder, account, 2 * i, i % ADDRESSES));
                all.add(accept(right, recorder, account, 2 * i + 1, ADDRESSES - 1 - i % ADDRESSES));
            }
            all.forEach(CompletableFuture::join);
        }

        assertEquals(600, one.ledger().verify().messages());
        assertTrue(one.ledger().verify().agrees());
    }

    private static CompletableFuture<Integer> accept(
            Database node, Recorder recorder, AccountId account, int message, int address) {
        Observation accepted = new Observation.Accepted(account, new MessageId(1 + message), World.NOON);
        return node.submit(
                "an acceptance",
                handle -> recorder.run(handle, List.of(Entry.of(key(address), accepted, Optional.empty())))
                        .size());
    }

    /** A number that was taken before and becomes visible later: who reads by number waits for it. */
    @Test
    void whoReadsTheLedgerByNumberPassesNoGap() throws InterruptedException {
        AccountId account = world.account();
        WebhookId id = one.webhooks()
                .create(account, URI.create("https://hook.example/"), "s", EnumSet.allOf(EventType.class), World.NOON);
        CountDownLatch appended = new CountDownLatch(1);
        CountDownLatch mayCommit = new CountDownLatch(1);
        try (Database slow = Database.open(address, DataFolder.hashesOf(folder.resolve("one")), 1)) {
            Recorder recorder = new Recorder(any -> Rulebook.standard(), new CircuitWatch(GuardSettings.standard()));
            CompletableFuture<Boolean> held = slow.submit("a slow one", handle -> {
                Observation accepted = new Observation.Accepted(account, new MessageId(1), World.NOON);
                recorder.run(handle, List.of(Entry.of(key(1), accepted, Optional.empty())));
                appended.countDown();
                return awaits(mayCommit);
            });
            appended.await();
            all(
                    two,
                    List.of(new Observed(
                            key(2),
                            new Observation.Accepted(account, new MessageId(2), World.NOON),
                            Optional.empty())));

            SqlWebhooks webhooks =
                    new SqlWebhooks(slow, new SettledNumbers(slow), DataFolder.secretsOf(folder.resolve("one")));
            Webhook webhook = webhooks.find(account, id).orElseThrow();
            assertEquals(webhook.position(), webhooks.lastEvent());
            assertEquals(
                    0, webhooks.after(webhook, webhook.position(), 10).events().size());

            mayCommit.countDown();
            held.join();
            List<Long> numbers = webhooks.between(webhook, webhook.position() + 1, webhooks.lastEvent()).stream()
                    .map(WebhookEvent::number)
                    .toList();
            assertEquals(webhook.position() + 2, webhooks.lastEvent());
            assertEquals(numbers.stream().sorted().toList(), numbers);
        }
    }

    private static boolean awaits(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aPolicyChosenInOneProcessIsFoundByTheOtherWhenItLooks() {
        AccountId account = world.account();
        Policy protective = Policy.protective();
        try (Database database = Database.open(address, DataFolder.hashesOf(folder.resolve("one")), 1)) {
            PoliciesInForce other = PoliciesInForce.of(database, any -> Rulebook.standard());
            one.policies().choose(account, protective, "tim", World.NOON, Optional.empty());

            other.refresh(database);

            assertEquals(protective, other.apply(account).policy());
        }
    }
}
