package dev.rebound.server.cluster;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.contact.NewContact;
import dev.rebound.engine.email.EmailContent;
import dev.rebound.engine.email.EmailDraft;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.Selection;
import dev.rebound.store.Store;
import dev.rebound.store.StoreSettings;
import dev.rebound.store.database.OwnPostgres;
import dev.rebound.store.database.PostgresAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** A database, a sink that all mail goes to, and the nodes in between, by name. For one thread. */
final class Cluster implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long LOOK_MILLIS = 20;
    /** Contacts saved at once. */
    private static final int CHUNK = 1_000;

    private final Path folder;
    private final Duration lease;
    private final PostgresAddress database = OwnPostgres.running().emptyDatabase();
    private final CountingSink sink;
    private final Map<String, NodeProcess> nodes = new HashMap<>();
    private final Store store;
    private final AccountId account;
    private final int contacts;

    /** Something that takes a while. */
    interface Condition {
        boolean holds() throws SQLException;
    }

    private Cluster(Path folder, Duration lease, int contacts) throws IOException {
        this.folder = folder;
        this.lease = lease;
        this.contacts = contacts;
        this.sink = CountingSink.start();
        this.store = Store.beside(Files.createDirectories(folder.resolve("test")), database, StoreSettings.standard());
        this.account = store.accounts().create("Several nodes", Instant.now());
        for (int from = 0; from < contacts; from += CHUNK) {
            int first = from;
            store.contacts()
                    .save(
                            account,
                            IntStream.range(first, Math.min(contacts, first + CHUNK))
                                    .mapToObj(i ->
                                            new NewContact(address("p" + i + "@d" + i % 7 + ".example"), "Pat", ""))
                                    .toList(),
                            Instant.now());
        }
    }

    static Cluster open(Path folder, Duration lease, int contacts) throws IOException {
        return new Cluster(folder, lease, contacts);
    }

    private static EmailAddress address(String text) {
        return EmailAddress.parse(text).orElseThrow();
    }

    Store store() {
        return store;
    }

    AccountId account() {
        return account;
    }

    /** To how many an email goes. */
    int contacts() {
        return contacts;
    }

    PostgresAddress database() {
        return database;
    }

    CountingSink sink() {
        return sink;
    }

    /** An email to everybody, as a draft. */
    EmailId draft(String name) {
        EmailContent content =
                new EmailContent(name, name, "Shop", address("news@sender.example"), "Hello {{firstname}}", "");
        return store.emails()
                .create(account, new EmailDraft(content, new Selection.Everybody()), Optional.empty(), Instant.now());
    }

    /** Starts a node; its data folder has the key that all have. */
    NodeProcess start(String name) throws IOException {
        NodeProcess process = NodeProcess.start(configuration(name, ""));
        nodes.put(name, process);
        return process;
    }

    /** Starts it if it was not started, and waits until it delivers. */
    void ensure(String name) throws IOException, InterruptedException {
        if (!nodes.containsKey(name)) {
            start(name).awaitReady();
        }
    }

    NodeProcess node(String name) {
        return Optional.ofNullable(nodes.get(name)).orElseThrow();
    }

    /** The configuration of a node. */
    Path configuration(String name, String more) throws IOException {
        Path data = Files.createDirectories(folder.resolve(name));
        Path key = data.resolve("return-path.key");
        if (!Files.exists(key)) {
            Files.copy(folder.resolve("test/return-path.key"), key);
            Files.writeString(data.resolve("inbox.key"), "cd".repeat(32));
        }
        return Files.writeString(folder.resolve(name + ".toml"), """
                data-folder = "%s"
                database.url = "%s"
                database.user = "%s"
                node.name = "%s"
                node.lease = "%ds"
                http.port = 0
                intake.port = 0
                delivery.smarthost = "127.0.0.1:%d"
                delivery.connections-max = 12
                delivery.allow-private-addresses = true
                %s
                """.formatted(
                        data,
                        database.url().replace("jdbc:", ""),
                        database.user().orElseThrow(),
                        name,
                        lease.toSeconds(),
                        sink.port(),
                        more));
    }

    /** Waits for something, looking again and again. */
    void await(String what, Condition condition) throws SQLException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("waited in vain for " + what);
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    /** A number that the database knows. */
    long number(String query) throws SQLException {
        try (Connection connection = OwnPostgres.connection(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** How long a node of that name was dead before what it had was back in the queue, by the database's clock. */
    Duration takenOverAfter(String name, Instant dead) throws SQLException, InterruptedException {
        String settled =
                "select coalesce(max(settled_at), 0) from nodes where state = 'LOST' and name = '" + name + "'";
        long before = dead.toEpochMilli() * 1_000;
        await(name + " taken over", () -> number(settled) > before);
        return Duration.ofMillis(number(settled) / 1_000 - dead.toEpochMilli());
    }

    /** What was taken more than once: recipient, slash, name of the email. */
    List<String> twice() {
        return sink.taken().entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public void close() throws IOException {
        nodes.values().forEach(NodeProcess::close);
        store.close();
        sink.close();
    }
}
