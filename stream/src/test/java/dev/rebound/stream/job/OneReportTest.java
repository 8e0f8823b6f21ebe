package dev.rebound.stream.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.classify.Classifier;
import dev.rebound.core.address.AddressKey;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.Observation;
import dev.rebound.core.token.ReturnPathSigner;
import dev.rebound.engine.intake.ReturnDesk;
import dev.rebound.engine.intake.ReturnedMail;
import dev.rebound.engine.time.WorldClock;
import dev.rebound.feed.report.Installation;
import dev.rebound.feed.report.ReportReader;
import dev.rebound.feed.report.ReportReader.Belief;
import dev.rebound.feed.report.Tokens;
import dev.rebound.feed.retold.Retelling;
import dev.rebound.feed.seen.Seen;
import dev.rebound.feed.seen.SeenReader.Verdicts;
import dev.rebound.feed.seen.SeenWriter;
import dev.rebound.store.Store;
import dev.rebound.store.StoreSettings;
import dev.rebound.stream.fold.FoldSettings;
import dev.rebound.stream.fold.Output;
import dev.rebound.stream.fold.Told;
import dev.rebound.stream.read.Form;
import dev.rebound.stream.read.Raw;
import dev.rebound.stream.read.ReadSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A report that an installation read itself and tells, and that comes raw from the topic of reports as well, is one
 * observation in the installation, in the job and in a plain fold.
 */
class OneReportTest {

    private static final byte[] KEY = HexFormat.of().parseHex("5e".repeat(32));
    private static final AddressKey KIM = new AddressKey("kim@example.org");
    private static final AccountId ACCOUNT = new AccountId(1);
    private static final MessageId MESSAGE = new MessageId(41);
    private static final byte[] REPORT = """
            From: MAILER-DAEMON@mx.example.org
            Subject: Undelivered Mail Returned to Sender
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status; boundary="b"

            --b
            Content-Type: text/plain

            It could not be delivered.
            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example.org

            Final-Recipient: rfc822; kim@example.org
            Action: failed
            Status: 5.1.1
            Diagnostic-Code: smtp; 550 5.1.1 user unknown
            --b--
            """.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path folder;

    private final ReturnPathSigner signer = new ReturnPathSigner(List.of(KEY));
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final String returnPath = signer.sign(ACCOUNT, MESSAGE, now.plus(Duration.ofDays(30))) + "@bounces.example";

    /** What happens in an installation that sends a message and takes its report. */
    private List<LedgerEvent> inTheInstallation() {
        try (Store store = Store.open(folder.resolve("data"), StoreSettings.standard())) {
            store.accounts().create("Acme", now);
            store.ledger()
                    .record(KIM, new Observation.Accepted(ACCOUNT, MESSAGE, now), Optional.empty())
                    .join();
            new ReturnDesk(
                            new ReturnDesk.Parts(
                                    store.ledger(),
                                    store.messageLookup(),
                                    store.quarantine(),
                                    signer,
                                    Classifier.builtIn()::classify),
                            "bounces.example",
                            WorldClock.system())
                    .take(new ReturnedMail("", List.of(returnPath), REPORT, "192.0.2.1", now.plusSeconds(1)))
                    .join();
            List<LedgerEvent> events = new ArrayList<>();
            store.ledger().replay(events::add);
            return events;
        }
    }

    private static List<Seen> retold(List<LedgerEvent> events, Installation installation) {
        Retelling retelling = new Retelling(installation);
        return events.stream()
                .flatMap(event -> retelling.seen(event, Optional.empty(), 0).stream())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"0,0,false", "0,0,true", "3,100,false", "3,100,true"})
    void toldByItsInstallationAndReadFromItsTopicItIsOneObservation(int number, long accountsFrom, boolean rawFirst)
            throws Exception {
        Installation installation = new Installation(number, accountsFrom);
        List<Seen> told = retold(inTheInstallation(), installation);
        assertEquals(2, told.size(), told::toString);
        Seen read = new ReportReader(
                        new Tokens().and(installation, List.of(KEY)), Classifier.builtIn()::classify, Belief.PROVEN)
                .read(REPORT, Optional.of(returnPath), now.plusSeconds(2))
                .getFirst();
        Raw sent = line(told.getFirst());
        Raw bounce = line(told.getLast());
        Raw raw = new Raw(
                Form.REPORTS, "reports, 0, 0", REPORT, now.plusSeconds(2).toEpochMilli(), returnPath);

        Model model = new Model(FoldSettings.standardSettings()::rulebook);
        List.of(told.getFirst(), rawFirst ? read : told.getLast(), rawFirst ? told.getLast() : read)
                .forEach(model::see);

        assertEquals(2, model.events().size(), model.events()::toString);
        assertTrue(model.events().stream().anyMatch(event -> event.contains("BOUNCED")), model.events()::toString);
        assertEquals(
                model.events(), job(installation, rawFirst ? List.of(sent, raw, bounce) : List.of(sent, bounce, raw)));
    }

    private static Raw line(Seen seen) {
        return new Raw(Form.SEEN, "seen, 0, 0", SeenWriter.write(seen), 0, "");
    }

    /** Events of the job's ledger. */
    @SuppressWarnings("try") // that closing can be interrupted
    private List<String> job(Installation installation, List<Raw> all) throws Exception {
        Path key = Files.writeString(folder.resolve("key"), HexFormat.of().formatHex(KEY));
        ReadSettings reading = new ReadSettings(
                new LinkedHashMap<>(),
                Verdicts.AS_TOLD,
                Belief.PROVEN,
                new ArrayList<>(List.of(
                        new ReadSettings.KeyFile(installation.number(), installation.accountsFrom(), key.toString()))));
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(BounceJob.configured(new Configuration()));
        environment.setParallelism(1);
        List<String> events = new ArrayList<>();
        try (CloseableIterator<Told> told = BounceJob.assemble(
                        environment.fromData(all, Raw.type()), reading, FoldSettings.standardSettings(), "")
                .executeAndCollect()) {
            told.forEachRemaining(one -> {
                if (one.output() == Output.LEDGER) {
                    events.add(Model.text(one.value()));
                }
            });
        }
        return events.stream().sorted().toList();
    }
}
