package dev.rebound.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.AddressState;
import dev.rebound.core.ledger.BulkId;
import dev.rebound.core.ledger.Cause;
import dev.rebound.core.ledger.ListSource;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.Suppression;
import dev.rebound.engine.bulk.BadLine;
import dev.rebound.engine.bulk.BulkChange;
import dev.rebound.engine.bulk.BulkChange.Count;
import dev.rebound.engine.bulk.BulkChange.FileProblem;
import dev.rebound.engine.bulk.BulkEntry;
import dev.rebound.engine.bulk.BulkKind;
import dev.rebound.engine.bulk.BulkLine;
import dev.rebound.engine.bulk.BulkOrder;
import dev.rebound.engine.bulk.BulkOutcome;
import dev.rebound.engine.bulk.BulkStage;
import dev.rebound.engine.bulk.Bulks.Portion;
import dev.rebound.engine.email.EmailId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store of bulk changes promises. */
abstract class BulksContract extends PortContract {

    private static final Instant LATER = World.NOON.plus(Duration.ofDays(1));
    private static final Instant MUCH_LATER = World.NOON.plus(Duration.ofDays(2));

    private void reopen() {
        ports.close();
        ports = open(folder);
        world = new World(ports);
    }

    private static AddressKey address(int number) {
        return World.key("c" + number + "@example.org");
    }

    /** An account in which {@code c0@example.org} and so on bounced. */
    private AccountId bounced(int addresses) {
        AccountId account = world.account();
        for (int i = 0; i < addresses; i++) {
            world.contact(account, "c" + i + "@example.org", "", "");
        }
        EmailId email = world.sentToEverybody(account);
        for (int i = 0; i < addresses; i++) {
            String address = "c" + i + "@example.org";
            MessageId message = world.recipient(account, email, address).message();
            world.bounce(address, message, Reason.UNKNOWN_USER, World.NOON, "550 no");
        }
        return account;
    }

    private BulkId begin(AccountId account, BulkKind kind) {
        return ports.bulks().begin(new BulkOrder(account, kind, "ann", "a file", Optional.empty()), LATER);
    }

    private BulkId named(AccountId account, int addresses) {
        BulkId id = begin(account, BulkKind.UNBOUNCE);
        List<BulkEntry> entries = new ArrayList<>();
        for (int i = 0; i < addresses; i++) {
            entries.add(new BulkEntry(address(i), i + 1L, new BulkEntry.Named()));
        }
        ports.bulks().add(id, new Portion(entries, List.of(), addresses), LATER);
        return id;
    }

    private BulkId listed(AccountId account, BulkEntry.Says... says) {
        BulkId id = begin(account, BulkKind.IMPORT);
        List<BulkEntry> entries = new ArrayList<>();
        for (int i = 0; i < says.length; i++) {
            entries.add(new BulkEntry(address(i), i + 1L, says[i]));
        }
        ports.bulks().add(id, new Portion(entries, List.of(), says.length), LATER);
        ports.bulks().from(id, ListSource.SENDGRID);
        return id;
    }

    private static BulkEntry.Says bouncedThere(Reason reason) {
        return new BulkEntry.Bounced(reason, Optional.of(World.NOON.minusSeconds(60)), "550 5.1.1 none");
    }

    private void run(BulkId id, Instant at) {
        while (ports.bulks().advance(id, 2, at) > 0) {
            // The next portion.
        }
    }

    private BulkChange applied(AccountId account, BulkId id) {
        ports.bulks().collected(id, BulkStage.READY, LATER);
        assertTrue(ports.bulks().apply(account, id, "bob", "they asked", LATER));
        run(id, LATER);
        return change(account, id);
    }

    private BulkChange undone(AccountId account, BulkId id) {
        assertTrue(ports.bulks().undo(account, id, "cyd", MUCH_LATER));
        run(id, MUCH_LATER);
        return change(account, id);
    }

    private BulkChange change(AccountId account, BulkId id) {
        return ports.bulks().find(account, id).orElseThrow();
    }

    private List<AddressState> states(int addresses) {
        return IntStream.range(0, addresses)
                .mapToObj(number -> ports.ledger().state(address(number)))
                .toList();
    }

    private void assertVerified() {
        assertEquals(List.of(), ports.ledger().verify().differences());
    }

    @Test
    void countingSaysWhatWouldComeOfEachAndChangesNothing() {
        AccountId account = bounced(3);
        BulkId id = named(account, 5);
        List<AddressState> before = states(5);

        ports.bulks().collected(id, BulkStage.COUNTING, LATER);
        run(id, LATER);

        BulkChange counted = change(account, id);
        assertEquals(BulkStage.READY, counted.stage());
        assertEquals(
                List.of(
                        new Count(BulkOutcome.LIFTED, Optional.of(Reason.UNKNOWN_USER), 3),
                        new Count(BulkOutcome.NOT_SUPPRESSED, Optional.empty(), 2)),
                counted.counts());
        assertEquals(before, states(5));
    }

    @Test
    void manyAreUnbouncedPortionByPortionAndItGoesOnAfterAnEnd() {
        AccountId account = bounced(7);
        BulkId id = named(account, 7);
        ports.bulks().collected(id, BulkStage.READY, LATER);
        assertTrue(ports.bulks().apply(account, id, "bob", "they asked", LATER));
        assertEquals(3, ports.bulks().advance(id, 3, LATER));
        assertEquals(List.of(), ports.bulks().unfinished(LATER));

        reopen();

        assertEquals(List.of(id), ports.bulks().unfinished(LATER.plusSeconds(1)));
        assertEquals(3, change(account, id).figures().done());
        run(id, LATER);
        BulkChange done = change(account, id);
        assertEquals(BulkStage.DONE, done.stage());
        assertEquals(7, done.count(BulkOutcome.LIFTED));
        assertEquals("they asked", done.why());
        assertEquals(
                0,
                ports.suppressions()
                        .page(account, "", Optional.empty(), Optional.empty(), 10)
                        .size());
        assertEquals(List.of(), ports.bulks().unfinished(MUCH_LATER));
        assertVerified();
    }

    @Test
    void takingAnUnbounceBackLeavesTheStatesThereWereBefore() {
        AccountId account = bounced(3);
        List<AddressState> before = states(3);
        BulkId id = named(account, 3);
        applied(account, id);

        BulkChange undone = undone(account, id);

        assertEquals(BulkStage.UNDONE, undone.stage());
        assertEquals(Optional.of(new BulkChange.Undone(MUCH_LATER, "cyd")), undone.undone());
        assertEquals(3, undone.undoneActing());
        assertEquals(3, undone.count(BulkOutcome.LIFTED), "what it had done is still told");
        assertEquals(before, states(3));
        assertVerified();
    }

    @Test
    void theNextBounceSuppressesAtOnceAndIsNotTakenBack() {
        AccountId account = bounced(2);
        BulkId id = named(account, 2);
        applied(account, id);
        EmailId email = world.sentToEverybody(account);
        String address = "c1@example.org";
        MessageId message = world.recipient(account, email, address).message();
        world.bounce(address, message, Reason.MAILBOX_FULL, LATER.plusSeconds(60), "552 full");
        assertTrue(ports.ledger().state(address(1)).suppression(account).isPresent());

        undone(account, id);

        List<BulkLine> lines = ports.bulks().lines(id, Optional.empty(), Optional.empty(), 10);
        assertEquals(
                List.of(Optional.of(BulkOutcome.RESTORED), Optional.of(BulkOutcome.SUPPRESSED_SINCE)),
                lines.stream().map(BulkLine::undone).toList());
        assertEquals(
                Reason.MAILBOX_FULL,
                ports.ledger()
                        .state(address(1))
                        .suppression(account)
                        .orElseThrow()
                        .reason());
        assertVerified();
    }

    @Test
    void anImportSuppressesHereOnlyWithTheWordsOfTheList() {
        AccountId account = world.account();
        AccountId other = world.account();
        BulkId id = listed(account, bouncedThere(Reason.UNKNOWN_USER), bouncedThere(Reason.SPAM));

        BulkChange done = applied(account, id);

        assertEquals(2, done.count(BulkOutcome.SUPPRESSED));
        Suppression held = ports.ledger().state(address(0)).suppression(account).orElseThrow();
        assertEquals(new Cause.Listed(id, ListSource.SENDGRID, "550 5.1.1 none", LATER), held.cause());
        assertEquals(World.NOON.minusSeconds(60), held.since());
        assertEquals(
                Optional.of(held),
                ports.suppressions().find(account, address(0)).map(found -> found.suppression()));
        assertEquals(Optional.empty(), ports.suppressions().find(other, address(0)));
        assertEquals(0, ports.suppressions().globalCount());
        assertVerified();
    }

    @Test
    void theSameListTwiceChangesNothingMore() {
        AccountId account = world.account();
        applied(account, listed(account, bouncedThere(Reason.UNKNOWN_USER)));

        BulkChange second = applied(account, listed(account, bouncedThere(Reason.UNKNOWN_USER)));

        assertEquals(0, second.acting());
        assertEquals(1, second.count(BulkOutcome.ALREADY_SUPPRESSED));
    }

    @Test
    void anImportThatIsTakenBackMayBeRepeated() {
        AccountId account = world.account();
        BulkId id = listed(account, bouncedThere(Reason.UNKNOWN_USER), bouncedThere(Reason.SPAM));
        applied(account, id);

        BulkChange undone = undone(account, id);

        assertEquals(
                List.of(
                        new Count(BulkOutcome.WITHDRAWN, Optional.of(Reason.SPAM), 1),
                        new Count(BulkOutcome.WITHDRAWN, Optional.of(Reason.UNKNOWN_USER), 1)),
                undone.undoneCounts());
        assertEquals(AddressState.EMPTY, ports.ledger().state(address(0)));
        assertVerified();
        assertEquals(
                1, applied(account, listed(account, bouncedThere(Reason.SPAM))).acting());
    }

    @Test
    void whoWantsNoMoreMailIsUnsubscribedAndAddedIfThereIsNoContact() {
        AccountId account = world.account();
        world.contact(account, "c0@example.org", "Cyd", "");
        BulkEntry.Says wish = new BulkEntry.NoMoreMail(Optional.empty(), "unsubscribed");
        BulkId id = listed(account, wish, wish);

        BulkChange done = applied(account, id);

        assertEquals(1, done.count(BulkOutcome.UNSUBSCRIBED));
        assertEquals(1, done.count(BulkOutcome.ADDED_UNSUBSCRIBED));
        assertTrue(isUnsubscribed(account, 0) && isUnsubscribed(account, 1));
        BulkChange undone = undone(account, id);
        assertEquals(
                List.of(
                        new Count(BulkOutcome.STAYS_UNSUBSCRIBED, Optional.empty(), 1),
                        new Count(BulkOutcome.SUBSCRIBED_AGAIN, Optional.empty(), 1)),
                undone.undoneCounts());
        assertFalse(isUnsubscribed(account, 0));
        assertTrue(isUnsubscribed(account, 1));
    }

    private boolean isUnsubscribed(AccountId account, int number) {
        return ports.contacts()
                .findByAddress(account, address(number))
                .orElseThrow()
                .contact()
                .unsubscribedAt()
                .isPresent();
    }

    @Test
    void anAddressThatBouncedAndWantsNoMoreMailIsBoth() {
        AccountId account = world.account();
        BulkId id = begin(account, BulkKind.IMPORT);
        BulkEntry.Says wish = new BulkEntry.NoMoreMail(Optional.empty(), "");
        List<BulkEntry> entries = List.of(
                new BulkEntry(address(0), 2, bouncedThere(Reason.UNKNOWN_USER)),
                new BulkEntry(address(0), 3, wish),
                new BulkEntry(address(0), 4, wish));
        ports.bulks().add(id, new Portion(entries, List.of(), 4), LATER);

        BulkChange done = applied(account, id);

        assertEquals(2, done.figures().entries());
        assertEquals(1, done.figures().repeated());
        assertEquals(1, done.count(BulkOutcome.SUPPRESSED));
        assertEquals(1, done.count(BulkOutcome.ADDED_UNSUBSCRIBED));
    }

    @Test
    void badLinesAreListedByNumber() {
        AccountId account = world.account();
        BulkId id = begin(account, BulkKind.IMPORT);
        BadLine first = new BadLine(3, BadLine.Problem.MALFORMED_ADDRESS, "nobody");
        BadLine second = new BadLine(5, BadLine.Problem.QUOTES, "\"x");

        ports.bulks().add(id, new Portion(List.of(), List.of(second, first), 9), LATER);

        assertEquals(List.of(first, second), ports.bulks().badLines(id, 0, 10));
        assertEquals(List.of(second), ports.bulks().badLines(id, 3, 10));
        assertEquals(2, change(account, id).figures().badLines());
        assertEquals(9, change(account, id).figures().lines());
    }

    @Test
    void nothingIsDoneOutOfTurnOrForAnotherAccount() {
        AccountId account = world.account();
        AccountId other = world.account();
        BulkId id = named(account, 1);

        assertFalse(ports.bulks().apply(account, id, "bob", "why", LATER));
        ports.bulks().collected(id, BulkStage.READY, LATER);
        ports.bulks().discard(other, id);
        assertFalse(ports.bulks().apply(other, id, "bob", "why", LATER));
        assertFalse(ports.bulks().undo(account, id, "bob", LATER));
        assertEquals(0, ports.bulks().advance(id, 5, LATER));
        assertEquals(Optional.empty(), ports.bulks().find(other, id));
        assertEquals(List.of(), ports.bulks().page(other, Optional.empty(), 10));
        ports.bulks().discard(account, id);
        assertEquals(Optional.empty(), ports.bulks().find(account, id));
    }

    @Test
    void readingThatBrokeOffIsToldAndWhatNobodyCarriedOutIsForgotten() {
        AccountId account = world.account();
        BulkId broken = named(account, 3);
        BulkId waiting = named(account, 3);
        ports.bulks().collected(waiting, BulkStage.READY, LATER);

        assertEquals(0, ports.bulks().giveUp(LATER, LATER));
        assertEquals(2, ports.bulks().giveUp(MUCH_LATER, MUCH_LATER));
        ports.bulks().discard(account, broken);

        assertEquals(BulkStage.FAILED, change(account, broken).stage());
        assertEquals(
                Optional.of(FileProblem.BROKEN_OFF), change(account, broken).problem());
        assertEquals(List.of(), ports.bulks().lines(broken, Optional.empty(), Optional.empty(), 10));
        assertEquals(Optional.empty(), ports.bulks().find(account, waiting));
    }

    @Test
    void changesAreListedTheNewestFirstAndEntriesByAddress() {
        AccountId account = bounced(3);
        BulkId first = named(account, 4);
        BulkId second = named(account, 1);
        applied(account, first);

        assertEquals(
                List.of(second, first),
                ports.bulks().page(account, Optional.empty(), 10).stream()
                        .map(BulkChange::id)
                        .toList());
        assertEquals(
                List.of(first),
                ports.bulks().page(account, Optional.of(second), 10).stream()
                        .map(BulkChange::id)
                        .toList());
        List<BulkLine> page = ports.bulks().lines(first, Optional.of(BulkOutcome.LIFTED), Optional.empty(), 2);
        assertEquals(
                List.of(address(0), address(1)),
                page.stream().map(line -> line.entry().address()).toList());
        Optional<BulkEntry.Key> after = Optional.of(page.getLast().entry().key());
        assertEquals(
                1,
                ports.bulks()
                        .lines(first, Optional.of(BulkOutcome.LIFTED), after, 2)
                        .size());
    }
}
