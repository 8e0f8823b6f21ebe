package dev.rebound.cli.exporting;

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
import dev.rebound.core.ledger.BulkId;
import dev.rebound.core.ledger.ListSource;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.Observation;
import dev.rebound.engine.ledger.Evidence;
import dev.rebound.engine.ledger.EvidenceSource;
import dev.rebound.store.Store;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A small history in which much of what can happen to an address happens, recorded as an installation does. */
final class History {

    private static final Instant MORNING = Instant.parse("2026-11-24T09:00:00.123456Z");
    static final AddressKey PAT = new AddressKey("pat@x.example");
    static final AddressKey KIM = new AddressKey("kim@x.example");
    static final AddressKey LEE = new AddressKey("lee@x.example");
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

    private final Store store;
    private final AccountId account;
    private final AccountId other;
    private Instant now = MORNING;

    private History(Store store) {
        this.store = store;
        account = store.accounts().create("Acme", MORNING);
        other = store.accounts().create("Bits", MORNING);
    }

    static void in(Store store) {
        new History(store).happen();
    }

    private void happen() {
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
}
