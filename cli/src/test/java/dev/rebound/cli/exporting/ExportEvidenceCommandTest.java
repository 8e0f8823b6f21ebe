package dev.rebound.cli.exporting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.classify.Classifier;
import dev.rebound.cli.Rebound;
import dev.rebound.cli.console.Console;
import dev.rebound.core.address.AddressKey;
import dev.rebound.core.bounce.Confidence;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.core.bounce.Fault;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.RuleId;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.guard.CircuitId;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.AddressRules;
import dev.rebound.core.ledger.AddressState;
import dev.rebound.core.ledger.BulkId;
import dev.rebound.core.ledger.ListSource;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.Observation;
import dev.rebound.core.policy.Rulebook;
import dev.rebound.engine.ledger.Evidence;
import dev.rebound.engine.ledger.EvidenceSource;
import dev.rebound.feed.seen.Seen;
import dev.rebound.feed.seen.SeenReader;
import dev.rebound.feed.seen.SeenReader.Verdicts;
import dev.rebound.store.Store;
import dev.rebound.store.StoreSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is exported makes, folded anew, the states that the installation has. */
class ExportEvidenceCommandTest {

    private static final Instant MORNING = Instant.parse("2026-11-24T09:00:00.123456Z");
    private static final AddressKey PAT = new AddressKey("pat@x.example");
    private static final AddressKey KIM = new AddressKey("kim@x.example");
    private static final AddressKey LEE = new AddressKey("lee@x.example");
    private static final String REPORT = """
            From: MAILER-DAEMON@mx.x.example
            Content-Type: multipart/report; report-type=delivery-status; boundary="b"

            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.x.example

            Final-Recipient: rfc822; lee@x.example
            Action: failed
            Status: 5.1.1
            Diagnostic-Code: smtp; 550 5.1.1 <lee@x.example>: Recipient address rejected: User unknown

            --b--
            """;

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @SuppressWarnings("NullAway.Init") // set before each test
    private Store store;

    private Instant now = MORNING;
    private AccountId account = new AccountId(1);
    private AccountId other = new AccountId(2);

    @BeforeEach
    void aHistory() {
        try (Store open = Store.open(folder.resolve("data"), StoreSettings.standard())) {
            store = open;
            account = open.accounts().create("Acme", MORNING);
            other = open.accounts().create("Bits", MORNING);
            history();
        }
    }

    private void history() {
        see(PAT, new Observation.Accepted(account, new MessageId(1), later()));
        see(PAT, deferred(1, "451 4.7.1 try again later", Optional.of(Duration.ofHours(4))));
        now = now.plus(Duration.ofDays(1));
        see(PAT, new Observation.Accepted(account, new MessageId(2), later()));
        see(PAT, bounced(2, "550 5.1.1 no such user", Reason.UNKNOWN_USER));
        see(PAT, new Observation.SentThroughInbox(account, new MessageId(3), later(), EvidenceId.of("3")));
        see(PAT, new Observation.Accepted(account, new MessageId(4), later()));
        see(PAT, new Observation.Unbounce(account, later(), "ann", "they asked"));
        see(KIM, new Observation.Accepted(other, new MessageId(5), later()));
        see(KIM, new Observation.Taken(new MessageId(5), later(), EvidenceId.of("5")));
        see(KIM, imported());
        see(KIM, new Observation.Accepted(account, new MessageId(6), later()));
        see(
                KIM,
                ((Observation.PermanentFailure) bounced(6, "552 5.2.2 full", Reason.MAILBOX_FULL))
                        .heldBy(new CircuitId(3)));
        see(LEE, new Observation.Accepted(account, new MessageId(7), later()));
        see(LEE, new Observation.TakenByRelay(new MessageId(7), later(), EvidenceId.of("7")));
        report(7);
    }

    private Instant later() {
        now = now.plusSeconds(60);
        return now;
    }

    private void see(AddressKey address, Observation observation) {
        Optional<Evidence> evidence = switch (observation) {
            case Observation.PermanentFailure o -> Optional.of(reply(o.evidence(), o.verdict()));
            case Observation.TemporaryFailure o -> Optional.of(reply(o.evidence(), o.verdict()));
            default -> Optional.empty();
        };
        store.ledger().record(address, observation, evidence).join();
    }

    /** The version of the rules says what was said. */
    private Evidence reply(EvidenceId id, Verdict verdict) {
        Diagnostic said = Diagnostic.ofText(verdict.rulesVersion());
        return new Evidence(id, EvidenceSource.SMTP_REPLY, now, said, Optional.empty());
    }

    private Observation deferred(long message, String words, Optional<Duration> tryFor) {
        return new Observation.TemporaryFailure(
                new MessageId(message),
                later(),
                EvidenceId.of(words),
                verdict(Reason.TEMPORARY, words).pending(),
                now.plusSeconds(900),
                tryFor);
    }

    private Observation bounced(long message, String words, Reason reason) {
        return new Observation.PermanentFailure(
                new MessageId(message), later(), EvidenceId.of(words), verdict(reason, words));
    }

    private static Verdict verdict(Reason reason, String words) {
        return new Verdict(
                reason.finalType(),
                reason,
                Fault.UNKNOWN,
                Confidence.LOW,
                new RuleId("old-rule"),
                words,
                List.of(),
                Optional.empty());
    }

    private Observation imported() {
        return new Observation.Import(
                other,
                later(),
                new Observation.Import.Line(new BulkId(1), ListSource.SES, Reason.OTHER, Optional.empty(), "BOUNCE"),
                "ann");
    }

    /** Misread as spam. */
    private void report(long message) {
        byte[] content = REPORT.getBytes(StandardCharsets.US_ASCII);
        Evidence evidence = new Evidence(
                EvidenceId.of("report"),
                EvidenceSource.NDR,
                later(),
                Diagnostic.ofText("550 5.1.1 <lee@x.example>: Recipient address rejected: User unknown"),
                Optional.of(content));
        store.ledger()
                .record(
                        LEE,
                        new Observation.PermanentFailure(
                                new MessageId(message), now, evidence.id(), verdict(Reason.SPAM, "")),
                        Optional.of(evidence))
                .join();
    }

    private int run(String... words) {
        Console console = new Console(
                InputStream.nullInputStream(),
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        return Rebound.run(
                console,
                Stream.concat(
                                Stream.of(
                                        "export-evidence",
                                        "--data",
                                        folder.resolve("data").toString(),
                                        "--out",
                                        folder.resolve("out").toString()),
                                Stream.of(words))
                        .toArray(String[]::new));
    }

    private Map<AddressKey, AddressState> folded(Verdicts verdicts) throws IOException {
        SeenReader reader = new SeenReader(Classifier.builtIn()::classify, verdicts);
        Map<AddressKey, AddressState> states = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder.resolve("out"))) {
            for (Path file : files.sorted().toList()) {
                for (String line : Files.readAllLines(file)) {
                    Seen seen = reader.read(line.getBytes(StandardCharsets.UTF_8));
                    states.merge(seen.address(), AddressState.EMPTY, (known, empty) -> known);
                    states.computeIfPresent(
                            seen.address(),
                            (address, state) -> AddressRules.decide(
                                            address, state, seen.observation(), Rulebook.standard())
                                    .after());
                }
            }
        }
        return states;
    }

    @Test
    void whatIsExportedMakesTheStatesThatTheInstallationHas() throws IOException {
        assertEquals(0, run("--parts", "2"));

        Map<AddressKey, AddressState> states = folded(Verdicts.AS_TOLD);
        assertEquals(List.of(KIM, LEE, PAT), List.copyOf(states.keySet()));
        try (Store open = Store.open(folder.resolve("data"), StoreSettings.standard())) {
            states.forEach((address, state) -> assertEquals(open.ledger().state(address), state, address.value()));
        }
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("observations written"), err::toString);
    }

    @Test
    void otherRulesJudgeTheWordsAndReadTheReports() throws IOException {
        run();

        AddressState lee = folded(Verdicts.JUDGED_AGAIN).get(LEE);
        assertEquals(
                Reason.UNKNOWN_USER,
                lee.message(new MessageId(7))
                        .orElseThrow()
                        .verdict()
                        .orElseThrow()
                        .reason());
    }

    @Test
    void reportsAreLeftOutIfAskedTo() throws IOException {
        run("--without-reports");

        String text = Files.readString(folder.resolve("out/seen-1.jsonl"));
        assertFalse(text.contains("\"report\""));
        assertTrue(text.contains("User unknown"));
    }

    @Test
    void aFolderThatIsInUseIsRefused() throws IOException {
        Files.createDirectories(folder.resolve("out"));
        Files.writeString(folder.resolve("out/mine"), "");

        assertEquals(1, run());
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("is not empty"));
    }
}
