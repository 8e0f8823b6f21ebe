package dev.rebound.server.cluster;

import dev.rebound.engine.control.ControlStore;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.ledger.Verification;
import dev.rebound.store.database.OwnPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Three nodes send; they are killed and started again in the middle of it, one after the other, and one stands still for longer than its lease.
 * In the end every recipient has got every email, nobody twice unless that is marked, and the ledger verifies.
 *
 * <p>What was being handed over by a node that died is due again only after minutes. The run does not wait for that: once everything
 * else is through and whoever may know more has spoken, it has them tried at once, as a person can.
 */
final class NodesRun {

    private static final List<String> NAMES = List.of("anna", "bert", "carl");

    private final Cluster cluster;
    private final Random random;
    private final List<Duration> takeOvers = new ArrayList<>();
    private int round;

    private NodesRun(Cluster cluster, long seed) {
        this.cluster = cluster;
        this.random = new Random(seed);
    }

    /**
     * What a run has shown.
     *
     * @param messages sent in all
     * @param takeOvers how long each dead node's work took to be back in the queue
     * @param doubtful messages that were being handed over when a node died or was taken for dead
     * @param twice messages that were taken twice because a node was killed
     * @param unmarked those of them without a mark in the ledger
     * @param twiceAfterStanding messages that were taken twice although their node only stood still
     * @param missing messages that nobody took
     */
    record Report(
            int messages,
            List<Duration> takeOvers,
            long doubtful,
            int twice,
            Set<String> unmarked,
            List<String> twiceAfterStanding,
            long missing,
            Verification verification) {}

    static Report run(Cluster cluster, int rounds, long seed) throws Exception {
        return new NodesRun(cluster, seed).run(rounds);
    }

    private Report run(int rounds) throws Exception {
        for (String name : NAMES) {
            cluster.ensure(name);
        }
        for (int i = 0; i < rounds; i++) {
            kill(NAMES.get(i % 3), NAMES.get((i + 1) % 3), NAMES.get((i + 2) % 3));
        }
        List<String> twice = cluster.twice();
        Set<String> unmarked = new HashSet<>(twice);
        unmarked.removeAll(marked());
        standStill(NAMES.get(rounds % 3), NAMES.get((rounds + 1) % 3));
        List<String> twiceAfterStanding = new ArrayList<>(cluster.twice());
        twiceAfterStanding.removeAll(twice);
        for (String name : NAMES) {
            cluster.node(name).stop();
        }
        return new Report(
                round * cluster.contacts(),
                List.copyOf(takeOvers),
                cluster.number("select coalesce(sum(doubtful), 0) from nodes"),
                twice.size(),
                unmarked,
                twiceAfterStanding,
                (long) round * cluster.contacts() - delivered(),
                cluster.store().ledger().verify());
    }

    /** Kills one in the middle of an email and another a little later, and starts both again once the third has taken over. */
    private void kill(String first, String second, String sender) throws Exception {
        underWay(sender, 0.1 + 0.2 * random.nextDouble());
        Instant firstDead = Instant.now();
        cluster.node(first).kill();
        int taken = cluster.sink().messages();
        int more = random.nextInt(cluster.contacts() / 10);
        cluster.await("a little more mail", () -> cluster.sink().messages() >= taken + more);
        Instant secondDead = Instant.now();
        cluster.node(second).kill();
        takeOvers.add(cluster.takenOverAfter(first, firstDead));
        takeOvers.add(cluster.takenOverAfter(second, secondDead));
        cluster.start(first);
        cluster.start(second);
        cluster.node(first).awaitReady();
        cluster.node(second).awaitReady();
        awaitTheEnd();
    }

    /** Suspends one in the middle of an email until the others have taken over, and lets it go on. */
    private void standStill(String sleeper, String sender) throws Exception {
        underWay(sender, 0.3);
        Instant dead = Instant.now();
        cluster.node(sleeper).standStill();
        takeOvers.add(cluster.takenOverAfter(sleeper, dead));
        cluster.node(sleeper).goOn();
        cluster.await(
                sleeper + " back among the nodes",
                () -> cluster.number("select count(*) from nodes where state = 'LIVE' and name = '" + sleeper + "'")
                        == 1);
        awaitTheEnd();
    }

    /** Sends the next email and waits until so much of it is delivered. */
    private void underWay(String sender, double part) throws Exception {
        EmailId email = cluster.draft("Email " + round);
        int before = cluster.sink().messages();
        round++;
        cluster.node(sender).send(cluster.account(), email);
        cluster.await("mail on its way", () -> cluster.sink().messages() - before >= part * cluster.contacts());
    }

    private void awaitTheEnd() throws SQLException, InterruptedException {
        // Whatever is certain first, and what those who still live have in hand.
        cluster.await(
                "what is certain",
                () -> cluster.number("select count(*) from queue where claimed <> 0 or due_at <= "
                                        + Instant.now().toEpochMilli() * 1_000)
                                == 0
                        && cluster.number("select count(*) from emails where state = 'SENDING'") == 0);
        cluster.store()
                .controls()
                .retryNow(
                        cluster.account(),
                        new ControlStore.Scope(Optional.empty(), Optional.empty(), Optional.empty()),
                        Instant.now());
        cluster.await("an empty queue", () -> cluster.number("select count(*) from queue") == 0);
    }

    /** What was being handed over when its node died, by the ledger. */
    private Set<String> marked() throws SQLException {
        Set<String> marked = new HashSet<>();
        try (Connection connection = OwnPostgres.connection(cluster.database());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select l.address_key, e.name from ledger l join messages m on m.id = l.message
                        join emails e on e.id = m.email where l.type = 'INTERRUPTED'""")) {
            while (rows.next()) {
                marked.add(rows.getString(1) + "/" + rows.getString(2));
            }
        }
        return marked;
    }

    private long delivered() throws SQLException {
        return cluster.number("select count(*) from messages where status in ('DELIVERED', 'RELAYED')");
    }

    /**
     * A longer run, for {@code scripts/nodes-run}.
     *
     * @param args an empty folder, seconds of a lease, contacts, rounds of killing, a seed
     */
    public static void main(String[] args) throws Exception {
        Report report;
        try (Cluster cluster = Cluster.open(
                Path.of(args[0]), Duration.ofSeconds(Long.parseLong(args[1])), Integer.parseInt(args[2]))) {
            report = run(cluster, Integer.parseInt(args[3]), Long.parseLong(args[4]));
        }
        System.out.println(report);
        boolean good = report.unmarked().isEmpty()
                && report.twiceAfterStanding().isEmpty()
                && report.missing() == 0
                && report.verification().agrees();
        System.exit(good ? 0 : 1);
    }
}
