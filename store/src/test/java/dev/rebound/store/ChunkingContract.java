package dev.rebound.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.core.guard.GuardSettings;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.Observation;
import dev.rebound.core.policy.Rulebook;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.ledger.Evidence;
import dev.rebound.engine.ledger.EvidenceSource;
import dev.rebound.store.database.Database;
import dev.rebound.store.guard.CircuitWatch;
import dev.rebound.store.ledger.Entry;
import dev.rebound.store.ledger.Origin;
import dev.rebound.store.ledger.Recorder;
import dev.rebound.store.ledger.SqlLedger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How many observations share a batch is chance: it depends on who else writes. So the same history, cut into
 * pieces of any length, must leave the very same rows.
 */
abstract class ChunkingContract {

    private static final int OBSERVATIONS = 1_500;
    private static final int CHUNKINGS = 4;
    private static final int CHUNK_MAX = 200;
    private static final long ACCOUNTS = 5;
    private static final long EMAIL = 1;
    private static final List<String> TABLES = List.of(
            "ledger order by seq",
            "evidence order by event",
            "messages order by id",
            "queue order by message",
            "suppressions order by address_key, account",
            "counting_accounts order by address_hash, account",
            "global_bounces order by address_hash",
            "globally_bounced_messages order by email, message");

    /** A new one. */
    abstract Database database(String name);

    private final Recorder recorder =
            new Recorder(ChunkingContract::rulebook, new CircuitWatch(GuardSettings.standard()));

    /** Every account has a policy of its own; the first goes by the standard one. */
    private static Rulebook rulebook(AccountId account) {
        return account.value() == 1
                ? Rulebook.standard()
                : Rulebook.standard().with(RandomPolicy.of(new Random(account.value())));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 20_261_128, 424_242})
    void howAHistoryIsCutIntoBatchesLeavesNoTrace(long seed) {
        System.out.println("random chunking, seed " + seed);
        List<Entry> history = history(seed);
        Random random = new Random(seed);

        List<String> oneByOne = rowsAfter("one-by-one", history, () -> 1);

        assertTrue(oneByOne.size() > OBSERVATIONS / 2, "most observations left no row");
        for (int i = 0; i < CHUNKINGS; i++) {
            List<String> rows = rowsAfter("chunking-" + i, history, () -> 1 + random.nextInt(CHUNK_MAX));
            for (int row = 0; row < oneByOne.size(); row++) {
                assertEquals(oneByOne.get(row), rows.get(row), "chunking " + i + " of seed " + seed);
            }
            assertEquals(oneByOne.size(), rows.size());
        }
    }

    /** Every message is of an email, so that the queue is written too. */
    private static List<Entry> history(long seed) {
        List<AccountId> accounts =
                LongStream.rangeClosed(1, ACCOUNTS).mapToObj(AccountId::new).toList();
        RandomHistory random = new RandomHistory(seed, accounts);
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < OBSERVATIONS; i++) {
            RandomHistory.Step step = random.next();
            Origin origin = new Origin(
                    Optional.of(new EmailId(EMAIL)),
                    Optional.empty(),
                    step.address().value());
            Entry entry = Entry.of(step.address(), step.observation(), evidence(step.observation()));
            entries.add(new Entry(entry.address(), entry.observation(), entry.evidence(), origin));
        }
        return entries;
    }

    private static Optional<Evidence> evidence(Observation observation) {
        Optional<EvidenceId> id = switch (observation) {
            case Observation.TemporaryFailure o -> Optional.of(o.evidence());
            case Observation.Taken o -> Optional.of(o.evidence());
            case Observation.PermanentFailure o -> Optional.of(o.evidence());
            default -> Optional.empty();
        };
        return id.map(known -> new Evidence(
                known, EvidenceSource.SMTP_REPLY, observation.at(), Diagnostic.ofText("said"), Optional.empty()));
    }

    private interface ChunkSize {
        int next();
    }

    private List<String> rowsAfter(String name, List<Entry> history, ChunkSize size) {
        try (Database database = database(name)) {
            database.write("accounts and an email", ChunkingContract::prepare);
            int from = 0;
            while (from < history.size()) {
                List<Entry> chunk = history.subList(from, Math.min(from + size.next(), history.size()));
                database.write("a chunk", handle -> recorder.run(handle, chunk));
                from += chunk.size();
            }
            assertEquals(List.of(), database.read(SqlLedger::verify).differences());
            return database.read(ChunkingContract::rows);
        }
    }

    private static int prepare(Handle handle) {
        for (long account = 1; account <= ACCOUNTS; account++) {
            handle.execute("insert into accounts (id, name, created_at) values (?, 'Acme', 0)", account);
        }
        return handle.execute(
                "insert into emails (id, account, name, subject, from_name, from_address, body_text,"
                        + " body_html, state, selection, created_at)"
                        + " values (?, 1, '', '', '', '', '', '', 'SENT', 'EVERYBODY', 0)",
                EMAIL);
    }

    private static List<String> rows(Handle handle) {
        List<String> rows = new ArrayList<>();
        for (String table : TABLES) {
            handle.createQuery("select * from " + table)
                    .mapToMap()
                    .forEach(row -> rows.add(table.substring(0, table.indexOf(' ')) + " " + row));
        }
        return rows;
    }
}
