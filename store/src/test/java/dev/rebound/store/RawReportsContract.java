package dev.rebound.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.Observation;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.RecipientDetail;
import dev.rebound.engine.intake.EvidenceGrade;
import dev.rebound.engine.intake.QuarantineReason;
import dev.rebound.engine.intake.Retention;
import dev.rebound.engine.intake.ReturnedMail;
import dev.rebound.engine.ledger.Evidence;
import dev.rebound.engine.ledger.EvidenceSource;
import dev.rebound.engine.metrics.Intake;
import dev.rebound.engine.metrics.Intake.Came;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of raw reports promises. */
@SuppressWarnings("NullAway.Init") // filled before each test
abstract class RawReportsContract extends PortContract {

    private AccountId account;
    private EmailId email;

    @BeforeEach
    void sendToThree() {
        account = world.account();
        world.contacts(account, 3);
        email = world.sentToEverybody(account);
    }

    private static byte[] raw(int number) {
        return ("Subject: Undelivered " + number + "\r\n\r\n550 5.1.1 no such user\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private MessageId message(int number) {
        return world.recipient(account, email, "p" + number + "@example.org").message();
    }

    /** A report about the recipient of this number, received so many seconds after noon. */
    private void report(int number, long secondsAfterNoon) {
        Instant at = World.NOON.plusSeconds(secondsAfterNoon);
        Evidence evidence = new Evidence(
                EvidenceId.of("report", Integer.toString(number)),
                EvidenceSource.NDR,
                at,
                Diagnostic.ofText("550 5.1.1 no such user"),
                Optional.of(raw(number)));
        Observation failure = new Observation.PermanentFailure(
                message(number), at, evidence.id(), World.verdict(Reason.UNKNOWN_USER));
        ports.ledger()
                .record(World.key("p" + number + "@example.org"), failure, Optional.of(evidence))
                .join();
    }

    private Optional<Evidence> kept(int number) {
        RecipientDetail detail =
                ports.recipients().detail(account, message(number)).orElseThrow();
        return detail.steps().stream().flatMap(step -> step.evidence().stream()).findFirst();
    }

    @Test
    void aRawReportIsReadBackByteForByte() {
        report(1, 0);

        assertArrayEquals(raw(1), kept(1).flatMap(Evidence::rawReport).orElseThrow());
    }

    @Test
    void theOldestAreForgottenFirstAndWhatWasReadFromThemStays() {
        report(3, 30);
        report(1, 10);
        report(2, 20);

        int forgotten = ports.rawReports().forgetBefore(World.NOON.plusSeconds(25), 1);

        assertEquals(1, forgotten);
        assertEquals(Optional.empty(), kept(1).flatMap(Evidence::rawReport));
        assertEquals(
                "550 5.1.1 no such user", kept(1).orElseThrow().diagnostic().text());
        assertArrayEquals(raw(2), kept(2).flatMap(Evidence::rawReport).orElseThrow());
        assertEquals(1, ports.rawReports().forgetBefore(World.NOON.plusSeconds(25), 10));
        assertEquals(0, ports.rawReports().forgetBefore(World.NOON.plusSeconds(25), 10));
        assertArrayEquals(raw(3), kept(3).flatMap(Evidence::rawReport).orElseThrow());
    }

    @Test
    void retentionForgetsMailAndLeavesTheLedgerWhole() {
        report(1, 0);
        report(2, Duration.ofDays(300).toSeconds());
        ports.quarantine()
                .keep(
                        new ReturnedMail("", List.of("b+x@bounce.example"), raw(9), "192.0.2.1", World.NOON),
                        QuarantineReason.NO_TOKEN,
                        EvidenceGrade.UNPROVEN)
                .join();
        long eventsBefore = ports.ledger().verify().events();

        new Retention(
                        ports.quarantine(),
                        ports.rawReports(),
                        new Retention.KeptFor(Duration.ofDays(90), Duration.ofDays(365)),
                        () -> World.NOON.plus(Duration.ofDays(400)))
                .run();

        assertEquals(0, ports.quarantine().count());
        assertEquals(Optional.empty(), kept(1).flatMap(Evidence::rawReport));
        assertArrayEquals(raw(2), kept(2).flatMap(Evidence::rawReport).orElseThrow());
        assertEquals(eventsBefore, ports.ledger().verify().events());
        assertEquals(List.of(), ports.ledger().verify().differences());
    }

    @Test
    void whatCameInIsCountedBySourceAndByWhyItProvedTooLittle() {
        report(1, 0);
        report(2, 100);
        report(3, 200);
        ports.quarantine()
                .keep(
                        new ReturnedMail("", List.of("b+x@bounce.example"), raw(9), "192.0.2.1", World.NOON),
                        QuarantineReason.NO_TOKEN,
                        EvidenceGrade.UNPROVEN)
                .join();

        Intake lately = ports.figures().intake(World.NOON.plusSeconds(100));

        assertEquals(Map.of(EvidenceSource.NDR, new Came(2, World.NOON.plusSeconds(200))), lately.reports());
        assertEquals(Map.of(QuarantineReason.NO_TOKEN, new Came(0, World.NOON)), lately.quarantined());
    }

    @Test
    void whereNothingCameInNothingIsCounted() {
        assertEquals(new Intake(Map.of(), Map.of()), ports.figures().intake(World.NOON));
    }
}
