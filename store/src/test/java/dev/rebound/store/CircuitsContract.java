package dev.rebound.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.Confidence;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.core.bounce.Fault;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.RuleId;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.guard.CircuitId;
import dev.rebound.core.guard.CircuitKey;
import dev.rebound.core.guard.Count;
import dev.rebound.core.guard.Settlement;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.Hold;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.Observation;
import dev.rebound.core.smtp.SmtpCommand;
import dev.rebound.core.smtp.SmtpReply;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.RecipientRow;
import dev.rebound.engine.email.Selection;
import dev.rebound.engine.guard.Circuit;
import dev.rebound.engine.guard.Circuits;
import dev.rebound.engine.ledger.Evidence;
import dev.rebound.engine.ledger.EvidenceSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

abstract class CircuitsContract extends PortContract {

    private static final Instant BEFORE = World.NOON.minus(Duration.ofDays(10));

    private static final CircuitKey BIG = CircuitKey.parse("big.example UNKNOWN_USER RECIPIENTS *");

    private int failures;
    private String server = "mx1.big.example";

    /** Contacts that each took a message ten days ago, and a second email that is on its way to them. */
    private List<RecipientRow> goodRecipients(AccountId account, int howMany) {
        world.contacts(account, howMany);
        for (RecipientRow row : world.recipients(account, world.sentToEverybody(account))) {
            world.deliver(row.address().text(), row.message(), BEFORE);
        }
        return world.recipients(account, world.sent(account, "Second", new Selection.Everybody()));
    }

    private List<LedgerEvent> fail(RecipientRow row, Instant at, Verdict verdict) {
        failures++;
        Diagnostic said =
                Diagnostic.of(SmtpReply.parse("550 5.1.1 no such user").orElseThrow(), SmtpCommand.RCPT, server);
        Evidence evidence = new Evidence(
                EvidenceId.of("failure", Integer.toString(failures)),
                EvidenceSource.SMTP_REPLY,
                at,
                said,
                Optional.empty(),
                Optional.of("192.0.2.7"),
                Optional.empty());
        Observation failure = new Observation.PermanentFailure(row.message(), at, evidence.id(), verdict);
        return ports.ledger()
                .record(row.address().key(), failure, Optional.of(evidence))
                .join();
    }

    private List<LedgerEvent> fail(RecipientRow row, Instant at) {
        return fail(row, at, World.verdict(Reason.UNKNOWN_USER));
    }

    private static Verdict unauthenticated() {
        return new Verdict(
                BounceType.HARD,
                Reason.POLICY,
                Fault.SENDER_AUTHENTICATION,
                Confidence.HIGH,
                new RuleId("dkim"),
                "1",
                List.of(),
                Optional.empty());
    }

    private void failAll(List<RecipientRow> rows) {
        for (int i = 0; i < rows.size(); i++) {
            fail(rows.get(i), World.NOON.plusSeconds(i));
        }
    }

    private long suppressed(AccountId account, List<RecipientRow> rows) {
        return rows.stream()
                .filter(row -> ports.ledger()
                        .state(row.address().key())
                        .suppression(account)
                        .isPresent())
                .count();
    }

    private Circuit onlyCircuit() {
        List<Circuit> all = ports.circuits().page(Optional.empty(), 10);
        assertEquals(1, all.size());
        return all.getFirst();
    }

    private void holdBack(Circuit circuit, int portion) {
        while (ports.circuits().holdBackNext(circuit.id(), portion, World.NOON.plusSeconds(60)) > 0) {
            assertTrue(ports.ledger().verify().agrees());
        }
    }

    private void settle(Circuit circuit, Settlement settlement) {
        assertTrue(ports.circuits()
                .settle(circuit.id(), settlement, Optional.of("op"), World.NOON.plusSeconds(120), Optional.empty()));
        while (ports.circuits().settleNext(circuit.id(), 7, World.NOON.plusSeconds(121)) > 0) {
            assertTrue(ports.ledger().verify().agrees());
        }
    }

    @Test
    void theTwentiethFailureOfGoodAddressesOpensACircuit() {
        AccountId account = world.account();
        List<RecipientRow> rows = goodRecipients(account, 30);

        failAll(rows);

        Circuit circuit = onlyCircuit();
        assertTrue(circuit.isOpen());
        assertEquals("big.example UNKNOWN_USER RECIPIENTS *", circuit.key().text());
        assertEquals(new Count(20, 20), circuit.opening().count());
        assertEquals(20, circuit.opening().outsideFrom());
        assertEquals(World.NOON.plusSeconds(19), circuit.opening().at());
        assertEquals(19, suppressed(account, rows));
        assertEquals(Map.of(Hold.Standing.HELD, 11L), ports.circuits().held(circuit.id()));
    }

    @Test
    void whatCameBeforeIsHeldBackInPortions() {
        AccountId account = world.account();
        List<RecipientRow> rows = goodRecipients(account, 25);
        failAll(rows);
        Circuit circuit = onlyCircuit();
        assertEquals(List.of(circuit.id()), ports.circuits().unfinished(World.NOON));

        holdBack(circuit, 6);

        assertEquals(0, suppressed(account, rows));
        assertEquals(Map.of(Hold.Standing.HELD, 25L), ports.circuits().held(circuit.id()));
        assertEquals(List.of(), ports.circuits().unfinished(World.NOON));
    }

    @Test
    void addressesThatNeverTookMailOpenNone() {
        AccountId account = world.account();
        world.contacts(account, 40);
        List<RecipientRow> rows = world.recipients(account, world.sentToEverybody(account));

        failAll(rows);

        assertEquals(List.of(), ports.circuits().open());
        assertEquals(40, suppressed(account, rows));
    }

    @Test
    void aMessageThatWasTakenDoesNotProveItselfGood() {
        AccountId account = world.account();
        world.contacts(account, 40);
        List<RecipientRow> rows = world.recipients(account, world.sentToEverybody(account));
        rows.forEach(row -> world.deliver(row.address().text(), row.message(), BEFORE));

        failAll(rows);

        assertEquals(List.of(), ports.circuits().open());
    }

    @Test
    void ourOwnFaultOpensOneForTheSendingDomain() {
        AccountId account = world.account();
        world.contacts(account, 22);
        List<RecipientRow> rows = world.recipients(account, world.sentToEverybody(account));

        rows.forEach(row -> fail(row, World.NOON, unauthenticated()));

        Circuit circuit = onlyCircuit();
        assertEquals(
                "* POLICY AUTHENTICATION domain:acme.example", circuit.key().text());
        holdBack(circuit, 100);
        assertEquals(0, suppressed(account, rows));
    }

    @Test
    void whatIsUsualOpensNone() {
        AccountId account = world.account();
        List<RecipientRow> rows = goodRecipients(account, 60);
        for (int i = 0; i < 60; i++) {
            fail(rows.get(i), World.NOON.plusSeconds(35L * i));
        }

        assertEquals(List.of(), ports.circuits().open());
        Instant last = World.NOON.plusSeconds(35 * 60);
        assertEquals(
                60,
                ports.circuits().usual(BIG, last)
                        + ports.circuits().inWindow(BIG, last).failures());
    }

    @Test
    void releasedInPortionsTheySuppressAsTheyWouldHave() {
        AccountId account = world.account();
        List<RecipientRow> rows = goodRecipients(account, 30);
        failAll(rows);
        Circuit circuit = onlyCircuit();
        holdBack(circuit, 100);

        settle(circuit, Settlement.RELEASED);

        assertEquals(30, suppressed(account, rows));
        assertEquals(Map.of(Hold.Standing.RELEASED, 30L), ports.circuits().held(circuit.id()));
        assertTrue(onlyCircuit().closing().orElseThrow().settled());
    }

    @Test
    void rolledBackTheyNeverDoAndTheOtherWayRoundStillGoes() {
        AccountId account = world.account();
        List<RecipientRow> rows = goodRecipients(account, 30);
        failAll(rows);
        Circuit circuit = onlyCircuit();
        holdBack(circuit, 100);

        settle(circuit, Settlement.ROLLED_BACK);
        assertEquals(0, suppressed(account, rows));
        settle(circuit, Settlement.RELEASED);
        assertEquals(30, suppressed(account, rows));
        settle(circuit, Settlement.ROLLED_BACK);
        assertEquals(0, suppressed(account, rows));
        assertFalse(ports.circuits()
                .settle(circuit.id(), Settlement.ROLLED_BACK, Optional.of("op"), World.NOON, Optional.empty()));
    }

    @Test
    void aSettlementGoesOnAfterTheLastPortionThatWasCommitted() {
        AccountId account = world.account();
        List<RecipientRow> rows = goodRecipients(account, 30);
        failAll(rows);
        Circuit circuit = onlyCircuit();
        holdBack(circuit, 100);
        ports.circuits().settle(circuit.id(), Settlement.RELEASED, Optional.empty(), World.NOON, Optional.empty());
        assertEquals(10, ports.circuits().settleNext(circuit.id(), 10, World.NOON));

        ports.close();
        ports = open(folder);

        assertEquals(10, suppressed(account, rows));
        assertEquals(List.of(circuit.id()), ports.circuits().unfinished(World.NOON));
        assertEquals(20, ports.circuits().settleNext(circuit.id(), 100, World.NOON));
        assertEquals(0, ports.circuits().settleNext(circuit.id(), 100, World.NOON));
        assertEquals(30, suppressed(account, rows));
    }

    @Test
    void aMutedCircuitHoldsNothingMore() {
        AccountId account = world.account();
        List<RecipientRow> rows = goodRecipients(account, 60);
        failAll(rows.subList(0, 20));
        Circuit circuit = onlyCircuit();
        ports.circuits()
                .settle(
                        circuit.id(),
                        Settlement.RELEASED,
                        Optional.of("op"),
                        World.NOON.plusSeconds(30),
                        Optional.of(World.NOON.plus(Duration.ofHours(24))));

        rows.subList(20, 60).forEach(row -> fail(row, World.NOON.plusSeconds(60)));

        assertEquals(List.of(), ports.circuits().open());
    }

    @Test
    void itOpensAgainByWhatFailsAfterItsEndOnly() {
        AccountId account = world.account();
        List<RecipientRow> rows = goodRecipients(account, 60);
        failAll(rows.subList(0, 25));
        Circuit circuit = onlyCircuit();
        ports.circuits()
                .settle(
                        circuit.id(),
                        Settlement.ROLLED_BACK,
                        Optional.of("op"),
                        World.NOON.plusSeconds(30),
                        Optional.empty());

        rows.subList(25, 44).forEach(row -> fail(row, World.NOON.plusSeconds(61)));
        assertEquals(List.of(), ports.circuits().open());
        fail(rows.get(44), World.NOON.plusSeconds(62));
        assertEquals(1, ports.circuits().open().size());
    }

    @Test
    void countsSurviveARestart() {
        AccountId account = world.account();
        List<RecipientRow> rows = goodRecipients(account, 30);
        failAll(rows.subList(0, 19));

        ports.close();
        ports = open(folder);
        fail(rows.get(19), World.NOON.plusSeconds(19));

        assertEquals(1, ports.circuits().open().size());
    }

    @Test
    void whatIsHeldIsFoundByAccountAndEmailAndByNobodyElse() {
        AccountId account = world.account();
        AccountId other = world.account();
        List<RecipientRow> rows = goodRecipients(account, 25);
        failAll(rows);
        CircuitId circuit = onlyCircuit().id();
        EmailId email = ports.recipients()
                .detail(account, rows.getFirst().message())
                .orElseThrow()
                .email()
                .orElseThrow();

        assertEquals(Map.of(circuit, 6L), ports.circuits().heldIn(account));
        assertEquals(Map.of(circuit, 6L), ports.circuits().heldIn(account, email));
        assertEquals(Map.of(), ports.circuits().heldIn(other));
        assertEquals(Map.of(), ports.circuits().heldIn(other, email));
        assertEquals(1, ports.circuits().accountsHeld(circuit));
        List<Circuits.HeldMessage> held = ports.circuits().heldMessages(circuit, Optional.empty(), 100);
        assertEquals(6, held.size());
        assertTrue(held.getFirst()
                .state()
                .message(held.getFirst().message())
                .orElseThrow()
                .hold()
                .isPresent());
    }

    @Test
    void whatWasCountedIsShownByTenMinutesAndForgottenAfterAWeek() {
        AccountId account = world.account();
        List<RecipientRow> rows = goodRecipients(account, 30);
        failAll(rows);
        var key = onlyCircuit().key();

        assertEquals(
                List.of(new Circuits.CountedAt(Instant.parse("2026-03-02T12:00:00Z"), new Count(30, 30))),
                ports.circuits().counted(key, World.NOON, World.NOON.plusSeconds(600)));
        assertEquals(new Count(30, 30), ports.circuits().inWindow(key, World.NOON.plusSeconds(60)));
        assertEquals(Count.NONE, ports.circuits().inWindow(key, World.NOON.plusSeconds(700)));

        ports.circuits().forget(World.NOON.plus(Duration.ofDays(9)));
        assertEquals(List.of(), ports.circuits().counted(key, World.NOON, World.NOON.plusSeconds(600)));
    }

    @Test
    void aCircuitIsKeptOpenOnlyWhileItIsOpen() {
        AccountId account = world.account();
        failAll(goodRecipients(account, 20));
        Circuit circuit = onlyCircuit();

        assertTrue(ports.circuits().keepOpen(circuit.id(), true));
        assertTrue(onlyCircuit().keptOpen());
        settle(circuit, Settlement.ROLLED_BACK);
        assertFalse(ports.circuits().keepOpen(circuit.id(), true));
        assertFalse(onlyCircuit().keptOpen());
    }

    @Test
    void aHostileNameOfAServerIsNoProvider() {
        AccountId account = world.account();
        server = "mx \u0000' or 1=1 --";

        failAll(goodRecipients(account, 20));

        assertEquals(Optional.of("example.org"), onlyCircuit().key().provider());
    }
}
