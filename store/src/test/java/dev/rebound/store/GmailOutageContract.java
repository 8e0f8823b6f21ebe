package dev.rebound.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.guard.GuardSettings;
import dev.rebound.core.guard.Settlement;
import dev.rebound.core.ledger.Hold;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.Observation;
import dev.rebound.core.policy.Policy;
import dev.rebound.core.smtp.SmtpCommand;
import dev.rebound.core.smtp.SmtpReply;
import dev.rebound.engine.guard.Circuit;
import dev.rebound.engine.guard.Guarding;
import dev.rebound.engine.ledger.Evidence;
import dev.rebound.engine.ledger.EvidenceSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The outage of 14 and 15 December 2020: for almost seven hours Gmail answered 550 5.1.1 for users that existed. An email
 * goes out during all of it. Three in ten of its recipients are at Gmail and took mail a week before; of the others
 * one in a hundred is really gone. Everything runs through the real store, rules and guard.
 */
@SuppressWarnings("NullAway.Init") // filled before each test
abstract class GmailOutageContract {

    private static final Instant BEGINNING = Instant.parse("2020-12-14T21:00:00Z");
    private static final Duration OUTAGE = Duration.ofMinutes(6 * 60 + 50);
    private static final int IN_FLIGHT_MAX = 20_000;

    @TempDir
    Path folder;

    private Instant now = BEGINNING;

    /** How many messages there are. */
    abstract int messages();

    /** Every message has its number, and so has its recipient; the message a week before has that and a million more. */
    private boolean isAtGmail(long number) {
        return number % 10 < 3;
    }

    private static boolean isGone(long number) {
        return number % 100 == 99;
    }

    private AddressKey address(long number) {
        return new AddressKey("p" + number + (isAtGmail(number) ? "@gmail.example" : "@other.example"));
    }

    @BeforeEach
    void sendAndWait() throws SQLException {
        try (Store store = open()) {
            store.accounts().create("Shop", BEGINNING);
        }
        String columns = "id, account, address_key, domain, recipient, accepted_at, status, since, attempts,"
                + " next_attempt, evidence";
        String numbers = "with recursive n(i) as (select 1 union all select i + 1 from n where i < " + messages() + ")";
        String key = "'p' || i || case when i % 10 < 3 then '@gmail.example' else '@other.example' end";
        long weekBefore = micros(BEGINNING.minus(Duration.ofDays(7)));
        execute(
                "insert into messages (" + columns + ") " + numbers + " select i + 10000000, 1, " + key
                        + ", 'x', '', " + weekBefore + ", 'DELIVERED', " + weekBefore
                        + ", 1, null, '' from n where i % 100 <> 99",
                "insert into messages (" + columns + ") " + numbers + " select i, 1, " + key + ", 'x', '', "
                        + micros(BEGINNING) + ", 'QUEUED', " + micros(BEGINNING) + ", 0, " + micros(BEGINNING)
                        + ", '' from n");
    }

    private static long micros(Instant at) {
        return at.getEpochSecond() * 1_000_000;
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("rebound.db"));
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private long count(String sql) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private long suppressedAtGmail() throws SQLException {
        return count("select count(*) from suppressions where address_key like '%@gmail.example'");
    }

    private Store open() {
        return Store.open(folder, StoreSettings.standard());
    }

    @Test
    void nobodyIsSuppressedWrongly() throws SQLException {
        try (Store store = open()) {
            Guarding guarding = new Guarding(
                    store.circuits(), any -> Policy.standard(), GuardSettings.standard(), store.auditLog(), () -> now);
            long began = System.nanoTime();
            sendThrough(store);
            Duration sending = Duration.ofNanos(System.nanoTime() - began);
            long before = suppressedAtGmail();

            guarding.tick();

            Circuit circuit = store.circuits().open().getFirst();
            long atGmail = count(
                    "select count(*) from messages where status = 'BOUNCED' and address_key like '%@gmail.example'");
            System.out.printf(
                    "Gmail outage: %,d messages in %,d s, %,d refused by Gmail, open after %d s, %d suppressed before, %d after%n",
                    messages(),
                    sending.toSeconds(),
                    atGmail,
                    Duration.between(BEGINNING, circuit.opening().at()).toSeconds(),
                    before,
                    suppressedAtGmail());
            assertTrue(before <= 50, before + " addresses were suppressed before the circuit was open");
            assertEquals(0, suppressedAtGmail());
            assertEquals(Map.of(Hold.Standing.HELD, atGmail), store.circuits().held(circuit.id()));
            assertEquals(
                    count("select count(*) from messages where id < 10000000 and id % 100 = 99"),
                    count("select count(*) from suppressions"));

            now = BEGINNING.plus(OUTAGE).plus(Duration.ofMinutes(61));
            guarding.tick();
            now = now.plus(Duration.ofHours(1));
            guarding.tick();

            Circuit.Closing closing =
                    store.circuits().find(circuit.id()).orElseThrow().closing().orElseThrow();
            assertEquals(Settlement.ROLLED_BACK, closing.settlement());
            assertTrue(closing.settled());
            assertEquals(
                    Map.of(Hold.Standing.ROLLED_BACK, atGmail), store.circuits().held(circuit.id()));
            assertEquals(0, suppressedAtGmail());
        }
    }

    private void sendThrough(Store store) {
        Deque<CompletableFuture<List<LedgerEvent>>> inFlight = new ArrayDeque<>();
        for (long number = 1; number <= messages(); number++) {
            now = BEGINNING.plus(OUTAGE.multipliedBy(number).dividedBy(messages()));
            if (inFlight.size() >= IN_FLIGHT_MAX) {
                inFlight.removeFirst().join();
            }
            inFlight.addLast(outcome(store, number));
        }
        inFlight.forEach(CompletableFuture::join);
    }

    private CompletableFuture<List<LedgerEvent>> outcome(Store store, long number) {
        boolean refused = isAtGmail(number) || isGone(number);
        String host = isAtGmail(number)
                ? "gmail-smtp-in.l.google.example"
                : "mx" + number % 40 + ".other" + number % 40 + ".example";
        EvidenceId id = EvidenceId.of(Long.toString(number));
        SmtpReply reply = SmtpReply.parse(
                        refused
                                ? "550 5.1.1 The email account that you tried to reach does not exist."
                                : "250 2.0.0 OK")
                .orElseThrow();
        Diagnostic said = Diagnostic.of(reply, SmtpCommand.RCPT, host);
        Evidence evidence = new Evidence(id, EvidenceSource.SMTP_REPLY, now, said, Optional.empty());
        MessageId message = new MessageId(number);
        Observation observation = refused
                ? new Observation.PermanentFailure(message, now, id, World.verdict(Reason.UNKNOWN_USER))
                : new Observation.Taken(message, now, id);
        return store.ledger().record(address(number), observation, Optional.of(evidence));
    }
}
