package dev.rebound.store;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.delivery.MessageQueue;
import dev.rebound.engine.delivery.QueuedMessage;
import dev.rebound.engine.email.EmailDraft;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.Selection;
import dev.rebound.engine.lane.Flow;
import dev.rebound.engine.lane.Want;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How long it takes to find what is due, and to claim it, by the length of the queue. A rough figure, run by
 * hand; each queue is of one email to 100 domains:
 *
 * <pre>java --enable-native-access=ALL-UNNAMED -cp ... dev.rebound.store.QueueSpeed FOLDER 10000 1000000</pre>
 */
final class QueueSpeed {

    private static final int DOMAINS = 100;
    private static final int ROUNDS = 200;
    private static final int CLAIMED = 200;

    private QueueSpeed() {}

    /**
     * Measures and prints a line for each length.
     *
     * @param args an empty folder, then lengths
     */
    public static void main(String[] args) throws SQLException {
        for (int i = 1; i < args.length; i++) {
            int length = Integer.parseInt(args[i]);
            Path folder = Path.of(args[0]).resolve(args[i]);
            try (Ports ports = SqlitePorts.in(folder)) {
                World world = new World(ports);
                AccountId account = world.account();
                EmailId email = ports.emails()
                        .create(
                                account,
                                new EmailDraft(World.content("Load"), new Selection.Everybody()),
                                Optional.empty(),
                                World.NOON);
                fill(folder, length);
                measure(ports.queue(), account, email, length);
            }
        }
    }

    /** Rows as accepting would leave them, in one go. */
    private static void fill(Path folder, int length) throws SQLException {
        String numbers = "with recursive n (i) as (select 1 union all select i + 1 from n where i < " + length + ") ";
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("rebound.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("insert into contacts (id, account, address_key, address, first_name, last_name,"
                    + " search_text, created_at) " + numbers
                    + "select i, 1, 'p' || i || '@d' || (i % 100) || '.example',"
                    + " 'p' || i || '@d' || (i % 100) || '.example', 'Pat', '', 'p' || i, 0 from n");
            statement.execute("insert into messages (id, account, email, contact, address_key, domain, recipient,"
                    + " accepted_at, status, since, attempts, next_attempt, evidence) " + numbers
                    + "select i, 1, 1, i, 'p' || i || '@d' || (i % 100) || '.example', 'd' || (i % 100) || '.example',"
                    + " 'p' || i || '@d' || (i % 100) || '.example', 0, 'QUEUED', 0, 0, 0, '' from n");
            statement.execute("insert into queue (message, email, domain, due_at)"
                    + " select id, email, domain, next_attempt from messages");
        }
    }

    private static void measure(MessageQueue queue, AccountId account, EmailId email, int length) {
        for (int i = 0; i < ROUNDS; i++) {
            queue.flows(new EmailId(0), "", DOMAINS);
        }
        long began = System.nanoTime();
        for (int i = 0; i < ROUNDS; i++) {
            queue.flows(new EmailId(0), "", DOMAINS);
        }
        double walk = (System.nanoTime() - began) / 1e3 / ROUNDS;
        Instant now = Instant.now();
        long claiming = 0;
        for (int i = 0; i < DOMAINS; i++) {
            Want want = new Want(new Flow(account, email, "d" + i + ".example"), CLAIMED);
            long from = System.nanoTime();
            Map<Want, List<QueuedMessage>> claimed = queue.claim(Set.of(want), now);
            claiming += System.nanoTime() - from;
            queue.release(claimed.getOrDefault(want, List.of()));
        }
        System.out.printf(
                Locale.ROOT,
                "%,d queued: all %d flows found in %.0f us; %d messages of a flow claimed and synced in %.1f ms%n",
                length,
                DOMAINS,
                walk,
                Math.min(CLAIMED, length / DOMAINS),
                claiming / 1e6 / DOMAINS);
    }
}
