package dev.rebound.stream.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.classify.Classifier;
import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.Observation;
import dev.rebound.core.policy.Policy;
import dev.rebound.engine.contact.NewContact;
import dev.rebound.engine.email.EmailContent;
import dev.rebound.engine.email.EmailDraft;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.Selection;
import dev.rebound.feed.seen.Seen;
import dev.rebound.feed.seen.SeenReader;
import dev.rebound.feed.seen.SeenReader.Verdicts;
import dev.rebound.feed.seen.SeenWriter;
import dev.rebound.store.Store;
import dev.rebound.store.StoreSettings;
import dev.rebound.stream.fold.FoldSettings;
import dev.rebound.stream.fold.Output;
import dev.rebound.stream.fold.PolicyChoice;
import dev.rebound.stream.fold.Told;
import dev.rebound.stream.read.Form;
import dev.rebound.stream.read.LineFormat;
import dev.rebound.stream.read.Raw;
import dev.rebound.stream.read.ReadSettings;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One random history goes through the SQL engine, the job and a plain fold: all three must end in the same. */
final class DifferentialTest {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00.123456Z");
    private static final int OBSERVATIONS = 3_000;
    private static final int CONTACTS = 12;
    private static final int FILES = 2;
    /** Messages of which nothing more is heard once they are deferred: only a timer ends them. */
    private static final int LEFT_PENDING = 5;

    @TempDir
    Path folder;

    private final Map<Long, PolicyChoice> presets = new HashMap<>();

    @ParameterizedTest
    @ValueSource(longs = 20_260_302)
    void everyEngineEndsInTheSameState(long seed) throws Exception {
        System.out.println("random history, seed " + seed);
        try (Store store = Store.open(folder.resolve("data"), StoreSettings.standard())) {
            List<ByChance.Sent> sent = send(store);
            List<byte[]> lines = lines(seed, sent);
            SeenReader reader = new SeenReader(Classifier.builtIn()::classify, Verdicts.JUDGED_AGAIN);
            List<Seen> seen = lines.stream().map(reader::read).toList();
            Instant end =
                    seen.getLast().observation().at().plus(Duration.ofDays(4)).truncatedTo(ChronoUnit.MILLIS);
            FoldSettings settings = settings(end);

            Model model = new Model(settings::rulebook);
            seen.forEach(model::see);
            model.passTime(end);
            // The store has accepted the messages itself, with the same observations.
            seen.stream()
                    .filter(one -> !(one.observation() instanceof Observation.Accepted))
                    .map(one -> store.ledger().record(one.address(), one.observation(), Optional.empty()))
                    .toList()
                    .forEach(recorded -> recorded.join());
            store.ledger().expireOverdue(end, 10_000).join();
            Outputs job = run(seen, lines, settings);

            model.states()
                    .forEach((address, state) ->
                            assertEquals(state, store.ledger().state(address), "the SQL engine's state of " + address));
            assertEquals(List.of(), store.ledger().verify().differences());
            assertEquals(model.messages(), job.last(Output.MESSAGES));
            assertEquals(model.suppressions(), job.last(Output.SUPPRESSIONS));
            assertEquals(model.globals(), job.last(Output.GLOBALS));
            assertEquals(model.events(), job.all(Output.LEDGER));
            assertEquals(model.counts(), job.counts());
            assertEquals(model.counts(), counted());
            assertEquals(List.of(), job.all(Output.DEAD));
            assertTrue(model.events().size() > OBSERVATIONS / 4, "most observations added nothing");
            assertTrue(model.events().stream().anyMatch(event -> event.contains("\"EXPIRED\"")), "no timer ran out");
            assertTrue(model.events().stream().anyMatch(event -> event.contains("GLOBALLY_BOUNCED")), "none is global");
        }
    }

    private FoldSettings settings(Instant end) {
        FoldSettings standard = FoldSettings.standardSettings();
        return new FoldSettings(
                        standard.standard(),
                        new HashMap<>(presets),
                        standard.global(),
                        standard.patience(),
                        FoldSettings.FOR_EVER,
                        standard.asOf())
                .upTo(end);
    }

    /** Five accounts write to the same people, two emails each; one account has another policy. */
    private List<ByChance.Sent> send(Store store) {
        Map<Long, Long> emails = new HashMap<>();
        for (int i = 0; i < 5; i++) {
            AccountId account = store.accounts().create("Acme " + i, NOON);
            List<NewContact> contacts = new ArrayList<>();
            for (int c = 0; c < CONTACTS; c++) {
                contacts.add(new NewContact(
                        EmailAddress.parse("p" + c + "@example.org").orElseThrow(), "Pat", "Number " + c));
            }
            store.contacts().save(account, contacts, NOON);
            if (i == 2) {
                presets.put(account.value(), PolicyChoice.preset("PROTECTIVE"));
                store.policies().choose(account, Policy.protective(), "ann", NOON, Optional.empty());
            }
            for (int e = 0; e < 2; e++) {
                send(store, account, NOON.plusSeconds(60L * i + e)).forEach((m, email) -> emails.put(m, email));
            }
        }
        List<ByChance.Sent> sent = new ArrayList<>();
        store.ledger().replay(event -> {
            LedgerEvent.Queued queued = (LedgerEvent.Queued) event;
            sent.add(new ByChance.Sent(
                    queued.address(),
                    queued.account(),
                    queued.message(),
                    emails.getOrDefault(queued.message().value(), 0L)));
        });
        return sent;
    }

    private static Map<Long, Long> send(Store store, AccountId account, Instant at) {
        EmailContent content = new EmailContent(
                "News",
                "All of it",
                "Acme",
                EmailAddress.parse("n@acme.example").orElseThrow(),
                "Hello",
                "<p>Hello");
        EmailId email = store.emails()
                .create(account, new EmailDraft(content, new Selection.Everybody()), Optional.empty(), at);
        List<Long> before = new ArrayList<>();
        store.ledger()
                .replay(event ->
                        before.add(((LedgerEvent.OfMessage) event).message().value()));
        store.emails().startSending(account, email, at);
        while (store.emails().acceptNext(email, 100, at) > 0) {
            // Portion by portion.
        }
        Map<Long, Long> emails = new HashMap<>();
        store.ledger().replay(event -> {
            long message = ((LedgerEvent.OfMessage) event).message().value();
            if (!before.contains(message)) {
                emails.put(message, email.value());
            }
        });
        return emails;
    }

    private static List<byte[]> lines(long seed, List<ByChance.Sent> sent) {
        List<byte[]> lines = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            ByChance.Sent one = sent.get(i);
            Observation accepted = new Observation.Accepted(
                    one.account(), one.message(), NOON.plusSeconds(60L * (i / (2 * CONTACTS)) + i / CONTACTS % 2));
            lines.add(SeenWriter.write(new Seen(
                    one.address(), accepted, Optional.of(one.account()), one.email(), Seen.Beginning.ELSEWHERE)));
        }
        List<ByChance.Sent> left = sent.subList(sent.size() - LEFT_PENDING, sent.size());
        ByChance history = new ByChance(
                seed,
                sent.subList(0, sent.size() - LEFT_PENDING),
                NOON.plus(Duration.ofHours(1)),
                Duration.ofHours(60));
        for (int i = 0; i < OBSERVATIONS; i++) {
            ByChance.Step step = history.next();
            lines.add(SeenWriter.write(step.seen(), step.said()));
        }
        left.forEach(one -> lines.add(history.deferred(one)));
        return lines;
    }

    /** In files: the lines of one address lie in one file, for between files there is no order. */
    @SuppressWarnings("try") // an interrupt ends the test
    private Outputs run(List<Seen> seen, List<byte[]> lines, FoldSettings settings) throws Exception {
        Path input = Files.createDirectory(folder.resolve("input"));
        for (int file = 0; file < FILES; file++) {
            try (OutputStream out = Files.newOutputStream(input.resolve("part-" + file + ".jsonl"))) {
                for (int i = 0; i < lines.size(); i++) {
                    if (Math.floorMod(seen.get(i).address().value().hashCode(), FILES) == file) {
                        out.write(lines.get(i));
                        out.write('\n');
                    }
                }
            }
        }
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(BounceJob.configured(new Configuration()));
        environment.setParallelism(FILES);
        FileSource<Raw> source = FileSource.forRecordStreamFormat(
                        new LineFormat(Form.SEEN), new org.apache.flink.core.fs.Path(input.toUri()))
                .build();
        Outputs outputs = new Outputs();
        try (CloseableIterator<Told> told = BounceJob.assemble(
                        environment.fromSource(source, WatermarkStrategy.noWatermarks(), "files", Raw.type()),
                        ReadSettings.standardSettings().judgingAgain(),
                        settings,
                        "")
                .executeAndCollect()) {
            told.forEachRemaining(outputs::take);
        }
        return outputs;
    }

    /** As the pages of an installation count them. */
    private Map<String, Long> counted() throws Exception {
        Map<String, Long> counts = new TreeMap<>();
        Path file;
        try (var files = Files.list(folder.resolve("data"))) {
            file = files.filter(path -> path.toString().endsWith(".db"))
                    .findFirst()
                    .orElseThrow();
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select email, status, bounce, reason, not_sent, sum(number) as"
                        + " number from email_outcomes group by 1, 2, 3, 4, 5 having sum(number) <> 0")) {
            while (row.next()) {
                String name = String.join(
                        " ",
                        Long.toString(row.getLong("email")),
                        row.getString("status"),
                        row.getString("bounce"),
                        row.getString("reason"),
                        row.getString("not_sent"));
                counts.put(name, row.getLong("number"));
            }
        }
        return counts;
    }
}
