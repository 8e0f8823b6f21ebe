package dev.rebound.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.smtp.SmtpReply;
import dev.rebound.engine.delivery.AttemptJournal.Leftover;
import dev.rebound.engine.delivery.ClaimLostException;
import dev.rebound.engine.delivery.QueuedMessage;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.lane.Flow;
import dev.rebound.engine.lane.Want;
import dev.rebound.engine.ledger.StoreUnavailableException;
import dev.rebound.engine.node.Candidate;
import dev.rebound.engine.node.Node;
import dev.rebound.engine.node.NodeNumber;
import dev.rebound.engine.node.Nodes;
import dev.rebound.engine.node.Nodes.Joining;
import dev.rebound.store.database.DatabaseException;
import dev.rebound.store.database.OwnPostgres;
import dev.rebound.store.database.PostgresAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes deliver from one database; one of them is taken for dead. */
@SuppressWarnings("NullAway.Init") // filled before each test
@Timeout(60)
final class SeveralNodesTest {

    private static final Duration LEASE = Duration.ofHours(1);
    private static final SmtpReply OK = SmtpReply.of(250, "2.0.0 taken");

    @TempDir
    Path folder;

    private PostgresAddress address;
    private Store one;
    private Store two;
    private NodeNumber first;
    private NodeNumber second;
    private World world;
    private AccountId account;
    private Flow flow;

    @BeforeEach
    void open() throws IOException {
        address = OwnPostgres.running().newDatabase();
        one = Store.open(folder.resolve("one"), address, StoreSettings.standard());
        Path other = Files.createDirectory(folder.resolve("two"));
        Files.copy(folder.resolve("one/return-path.key"), other.resolve("return-path.key"));
        two = Store.open(other, address, StoreSettings.standard());
        first = joined(one, "one");
        second = joined(two, "two");
        world = new World(new StorePorts(one));
        account = world.account();
        world.contacts(account, 4);
        EmailId email = world.sentToEverybody(account);
        flow = new Flow(account, email, "example.org");
    }

    @AfterEach
    void close() {
        one.close();
        two.close();
    }

    private static Candidate candidate(String name) {
        return new Candidate(new Node.About(name, "localhost", "test", "1"), new TreeMap<>());
    }

    private static NodeNumber joined(Store store, String name) {
        NodeNumber number = assertInstanceOf(Joining.Joined.class, store.nodes().join(candidate(name), LEASE))
                .number();
        store.worksAs(number);
        return number;
    }

    private List<QueuedMessage> claim(Store store, int limit, Instant now) {
        return store.queue().claim(Set.of(new Want(flow, limit)), now).values().stream()
                .flatMap(List::stream)
                .toList();
    }

    private static void beat(Store store, NodeNumber node, Duration lease) {
        Optional<Nodes.Beat> beat = store.nodes().beat(node, new Nodes.Report(lease, 0, "1", Instant.now()));
        assertTrue(beat.isPresent());
    }

    /** The first node has not been heard of for an hour. */
    private void fenceFirst() {
        beat(one, first, LEASE.negated());
        assertEquals(
                List.of(first),
                two.nodes().fenceSilent(second).stream().map(Node::number).toList());
        // The database has ended its sessions: whatever it begins first fails, and then it connects anew.
        failsOnce(() -> one.nodes().leave(first));
        failsOnce(() -> one.queue().releaseAll());
        failsOnce(() -> one.nodes().unsettled());
    }

    private static void failsOnce(Runnable work) {
        try {
            work.run();
        } catch (StoreUnavailableException e) {
            assertTrue(String.valueOf(e.getMessage()).contains("store failed"), e::getMessage);
        }
    }

    @Test
    void noMessageIsClaimedByTwo() {
        List<QueuedMessage> ours = claim(one, 3, World.NOON);
        List<QueuedMessage> theirs = claim(two, 3, World.NOON);

        assertEquals(3, ours.size());
        assertEquals(1, theirs.size());
        assertEquals(first, ours.getFirst().node());
        assertEquals(second, theirs.getFirst().node());
    }

    @Test
    void whoeverWasFencedClaimsAndHandsOverNothing() {
        QueuedMessage message = claim(one, 1, World.NOON).getFirst();
        one.journal().handingOver(message, World.NOON);
        fenceFirst();

        assertEquals(List.of(), claim(one, 3, World.NOON));
        assertThrows(ClaimLostException.class, () -> one.journal().handingOver(message, World.NOON));
    }

    @Test
    void whoseLeaseIsOverHandsNothingOverThoughNobodyFencedItYet() {
        QueuedMessage message = claim(one, 1, World.NOON).getFirst();
        beat(one, first, Duration.ofMillis(-1));

        assertThrows(ClaimLostException.class, () -> one.journal().handingOver(message, World.NOON));
        beat(one, first, LEASE);
        one.journal().handingOver(message, World.NOON);
    }

    @Test
    void aClaimOfAnEarlierLifeIsNoClaimOfTheNextOne() {
        QueuedMessage message = claim(one, 1, World.NOON).getFirst();
        fenceFirst();
        one.worksAs(joined(one, "one"));

        assertThrows(ClaimLostException.class, () -> one.journal().handingOver(message, World.NOON));
    }

    @Test
    void theNextOneLearnsWhatServersTookAndMayHaveTaken() {
        List<QueuedMessage> messages = claim(one, 3, World.NOON);
        QueuedMessage taken = messages.get(0);
        QueuedMessage unknown = messages.get(1);
        one.journal().handingOver(taken, World.NOON);
        one.journal().handingOver(unknown, World.NOON);
        one.journal().taken(taken.id(), World.NOON, OK, "mx.example.org");
        // The journal does not wait for the database; what comes after it in the same line does.
        beat(one, first, LEASE);
        fenceFirst();

        assertEquals(
                List.of(
                        new Leftover.Taken(taken.id(), World.NOON, OK, "mx.example.org"),
                        new Leftover.Unknown(unknown.id(), World.NOON)),
                two.journal().leftoversOf(first).stream()
                        .sorted((a, b) -> a.message().compareTo(b.message()))
                        .toList());

        world.deliver(taken.recipient().text(), taken.id(), World.NOON);
        assertEquals(
                List.of(new Leftover.Unknown(unknown.id(), World.NOON)),
                two.journal().leftoversOf(first));
    }

    @Test
    void whatADeadNodeHadInHandIsDueAtOnceAndWhatIsInDoubtLater() {
        List<QueuedMessage> messages = claim(one, 4, World.NOON);
        one.journal().handingOver(messages.getFirst(), World.NOON);
        fenceFirst();
        Instant later = World.NOON.plus(Duration.ofMinutes(2));

        Node.Settled settled = two.nodes().settle(first, second, later).orElseThrow();

        assertEquals(4, settled.returned());
        assertEquals(1, settled.doubtful());
        assertEquals(3, claim(two, 9, World.NOON).size());
        assertEquals(
                List.of(messages.getFirst().id()),
                claim(two, 9, later).stream().map(QueuedMessage::id).toList());
        assertEquals(List.of(), two.journal().leftoversOf(first));
    }

    /** A process that stood still says late that its server put a message off; by then another node is trying it. */
    @Test
    void aLateOutcomeEndsNoClaimOfAnotherNode() {
        QueuedMessage message = claim(one, 4, World.NOON).getFirst();
        fenceFirst();
        two.nodes().settle(first, second, World.NOON);
        assertEquals(4, claim(two, 9, World.NOON).size());

        world.defer(message.recipient().text(), message.id(), Reason.FILTERED, World.NOON);
        one.queue().release(List.of(message));

        assertEquals(List.of(), claim(two, 9, World.NOON.plus(Duration.ofDays(1))));
        assertEquals(List.of(), two.ledger().verify().differences());
    }

    @Test
    void aNameIsOneNodesUntilItsProcessIsGone() {
        Joining whileItRuns = two.nodes().join(candidate("one"), LEASE);
        assertInstanceOf(Joining.NameTaken.class, whileItRuns);

        // As after kill -9: it says nothing, and its connections are closed.
        one.close();
        Joining next = whileItRuns;
        while (!(next instanceof Joining.Joined)) {
            // The server takes a moment to see it.
            next = two.nodes().join(candidate("one"), LEASE);
        }
        NodeNumber third = ((Joining.Joined) next).number();

        assertEquals(
                List.of(first),
                two.nodes().unsettled().stream().map(Node::number).toList());
        assertTrue(third.value() > second.value());
    }

    /** A process that stands still in the middle of a transaction would keep others from its rows for half a minute. */
    @Test
    void whatASilentNodeHasLockedIsFree() throws SQLException {
        claim(one, 1, World.NOON);
        beat(one, first, LEASE.negated());
        try (Connection stuck = OwnPostgres.connection(address);
                Statement statement = stuck.createStatement()) {
            stuck.setAutoCommit(false);
            statement.execute(
                    "select set_config('application_name', session, false) from nodes where number = " + first);
            statement.execute("select * from queue for update");
            statement.execute("select * from nodes where number = " + first + " for share");

            assertEquals(1, two.nodes().fenceSilent(second).size());
            assertEquals(
                    1,
                    two.nodes().settle(first, second, World.NOON).orElseThrow().returned());
        }
    }

    @Test
    void anEarlierVersionAndNodesOfThisOneKeepEachOtherOut() throws SQLException {
        try (Connection earlier = OwnPostgres.connection(address);
                Statement statement = earlier.createStatement()) {
            assertTrue(statement.execute("select pg_try_advisory_lock(1380077124)"));
            try (var rows = statement.getResultSet()) {
                rows.next();
                assertEquals(false, rows.getBoolean(1), "an earlier version is refused while nodes run");
            }
            one.close();
            two.close();
            statement.execute("select pg_advisory_lock(1380077124)");
            DatabaseException refused = assertThrows(
                    DatabaseException.class,
                    () -> Store.open(folder.resolve("one"), address, StoreSettings.standard()));
            assertEquals(DatabaseException.Problem.IN_USE, refused.problem());
        }
    }

    @Test
    void tablesAreNotChangedUnderNodesThatRun() throws SQLException {
        try (Connection connection = OwnPostgres.connection(address);
                Statement statement = connection.createStatement()) {
            // As if the newest change of the tables were still to come.
            statement.execute("delete from flyway_schema_history where installed_rank ="
                    + " (select max(installed_rank) from flyway_schema_history)");
        }
        DatabaseException refused = assertThrows(
                DatabaseException.class, () -> Store.open(folder.resolve("three"), address, StoreSettings.standard()));
        assertTrue(String.valueOf(refused.getMessage()).contains("one, two"), refused::getMessage);
    }
}
