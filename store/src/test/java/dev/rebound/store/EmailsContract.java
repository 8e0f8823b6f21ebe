package dev.rebound.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.MessageStatus;
import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.contact.NewContact;
import dev.rebound.engine.delivery.QueuedMessage;
import dev.rebound.engine.email.EligibilityPreview;
import dev.rebound.engine.email.EmailContent;
import dev.rebound.engine.email.EmailDraft;
import dev.rebound.engine.email.EmailFigures;
import dev.rebound.engine.email.EmailFigures.DomainFigures;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.EmailState;
import dev.rebound.engine.email.LeftOut;
import dev.rebound.engine.email.MarketingEmail;
import dev.rebound.engine.email.RecipientRow;
import dev.rebound.engine.email.Selection;
import dev.rebound.engine.email.SpanFigures;
import dev.rebound.engine.lane.Flow;
import dev.rebound.engine.lane.Want;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store of marketing emails promises. */
abstract class EmailsContract extends PortContract {

    private static final Selection EVERYBODY = new Selection.Everybody();

    @Test
    void aDraftIsReadBackAsItWasWritten() {
        AccountId account = world.account();
        ContactId ann = world.contact(account, "ann@example.org", "Ann", "Lee");
        EmailId original = ports.emails()
                .create(account, new EmailDraft(World.content("Spring"), EVERYBODY), Optional.empty(), World.NOON);
        Selection chosen = new Selection.Chosen(List.of(ann));
        EmailId id = ports.emails()
                .create(account, new EmailDraft(World.content("Clone"), chosen), Optional.of(original), World.NOON);

        assertEquals(
                Optional.of(new MarketingEmail(
                        id,
                        account,
                        World.content("Clone"),
                        EmailState.DRAFT,
                        chosen,
                        World.NOON,
                        Optional.empty(),
                        Optional.of(original),
                        MarketingEmail.Plan.PLAIN)),
                ports.emails().find(account, id));
        assertEquals(ports.emails().find(account, id), ports.emails().find(id));
    }

    @Test
    void theDomainsThatEmailsAreWrittenFromComeByTheNewest() {
        AccountId account = world.account();
        for (String from : List.of("a@old.example", "b@New.example", "c@old.example", "d@b\u00fccher.example")) {
            EmailContent content = new EmailContent("Name", "Subject", "", World.address(from), "Text", "");
            ports.emails().create(account, new EmailDraft(content, EVERYBODY), Optional.empty(), World.NOON);
        }

        assertEquals(
                List.of("xn--bcher-kva.example", "old.example", "new.example"),
                ports.emails().fromDomains(account, 10));
        assertEquals(1, ports.emails().fromDomains(account, 1).size());
        assertEquals(List.of(), ports.emails().fromDomains(world.account(), 10));
    }

    @Test
    void anotherAccountSeesNothingOfAnEmail() {
        AccountId account = world.account();
        AccountId other = world.account();
        world.contacts(account, 2);
        EmailId id = world.sentToEverybody(account);

        assertEquals(Optional.empty(), ports.emails().find(other, id));
        assertEquals(List.of(), ports.emails().page(other, Optional.empty(), 10));
        assertEquals(0, ports.emails().figures(other, id).selected());
        assertEquals(List.of(), ports.emails().course(other, id, 10));
        assertFalse(ports.emails().update(other, id, new EmailDraft(World.content("X"), EVERYBODY)));
        assertFalse(ports.emails().startSending(other, id, World.NOON));
        assertEquals(List.of(), world.recipients(other, id));
    }

    @Test
    void onlyADraftCanBeChangedOrSent() {
        AccountId account = world.account();
        world.contacts(account, 1);
        EmailId id = world.sentToEverybody(account);

        assertFalse(ports.emails().update(account, id, new EmailDraft(World.content("X"), EVERYBODY)));
        assertFalse(ports.emails().startSending(account, id, World.NOON));
    }

    @Test
    void howLongAnEmailAsksToBeTriedIsKeptChangedAndToldToTheQueue() {
        AccountId account = world.account();
        world.contact(account, "ann@example.org", "Ann", "");
        Optional<Duration> hour = Optional.of(Duration.ofHours(1));
        Optional<Duration> day = Optional.of(Duration.ofDays(1));
        EmailId id = ports.emails()
                .create(account, new EmailDraft(World.content("A"), EVERYBODY, hour), Optional.empty(), World.NOON);
        assertEquals(hour, ports.emails().find(account, id).orElseThrow().plan().tryFor());

        assertTrue(ports.emails().update(account, id, new EmailDraft(World.content("A"), EVERYBODY, day)));
        ports.emails().startSending(account, id, World.NOON);
        ports.emails().acceptNext(id, 10, World.NOON);
        Want want = new Want(new Flow(account, id, "example.org"), 1);

        assertEquals(day, ports.emails().find(account, id).orElseThrow().plan().tryFor());
        assertEquals(
                List.of(day),
                ports.queue().claim(Set.of(want), World.NOON).getOrDefault(want, List.of()).stream()
                        .map(QueuedMessage::tryFor)
                        .toList());
    }

    @Test
    void aChangedDraftForgetsWhomItHadChosen() {
        AccountId account = world.account();
        ContactId ann = world.contact(account, "ann@example.org", "Ann", "");
        ContactId bob = world.contact(account, "bob@example.org", "Bob", "");
        EmailId id = ports.emails()
                .create(
                        account,
                        new EmailDraft(World.content("A"), new Selection.Chosen(List.of(ann))),
                        Optional.empty(),
                        World.NOON);
        Selection later = new Selection.Chosen(List.of(bob));

        assertTrue(ports.emails().update(account, id, new EmailDraft(World.content("B"), later)));
        assertEquals(later, ports.emails().find(account, id).orElseThrow().selection());
    }

    @Test
    void emailsArePagedNewestFirst() {
        AccountId account = world.account();
        List<EmailId> ids = List.of("A", "B", "C").stream()
                .map(name -> ports.emails()
                        .create(account, new EmailDraft(World.content(name), EVERYBODY), Optional.empty(), World.NOON))
                .toList();

        List<MarketingEmail> first = ports.emails().page(account, Optional.empty(), 2);
        List<MarketingEmail> second =
                ports.emails().page(account, Optional.of(first.getLast().id()), 2);

        assertEquals(
                List.of(ids.get(2), ids.get(1)),
                first.stream().map(MarketingEmail::id).toList());
        assertEquals(
                List.of(ids.get(0)), second.stream().map(MarketingEmail::id).toList());
    }

    @Test
    void acceptanceGoesOnFromItsMarkAndAcceptsNobodyTwice() {
        AccountId account = world.account();
        world.contacts(account, 7);
        EmailId id = ports.emails()
                .create(account, new EmailDraft(World.content("A"), EVERYBODY), Optional.empty(), World.NOON);
        ports.emails().startSending(account, id, World.NOON);

        assertEquals(List.of(id), ports.emails().unfinished());
        assertEquals(3, ports.emails().acceptNext(id, 3, World.NOON));
        world.contact(account, "late@example.org", "Too", "Late");
        assertEquals(3, ports.emails().acceptNext(id, 3, World.NOON));
        assertEquals(1, ports.emails().acceptNext(id, 3, World.NOON));
        assertEquals(0, ports.emails().acceptNext(id, 3, World.NOON));

        assertEquals(List.of(), ports.emails().unfinished());
        assertEquals(EmailState.SENT, ports.emails().find(id).orElseThrow().state());
        assertEquals(7, world.recipients(account, id).size());
        assertEquals(7, ports.emails().figures(account, id).pending());
        assertTrue(ports.ledger().verify().agrees());
    }

    @Test
    void messageNumbersOnlyEverGrow() {
        AccountId account = world.account();
        world.contacts(account, 3);
        List<MessageId> first = messages(account, world.sentToEverybody(account));
        List<MessageId> second = messages(account, world.sentToEverybody(account));

        assertTrue(first.getLast().compareTo(second.getFirst()) < 0);
        assertEquals(3, second.stream().distinct().count());
    }

    private List<MessageId> messages(AccountId account, EmailId email) {
        return world.recipients(account, email).stream()
                .map(RecipientRow::message)
                .toList();
    }

    @Test
    void whoMayNotBeSentToIsLeftOutWithTheReason() {
        AccountId account = world.account();
        world.contact(account, "ann@example.org", "Ann", "");
        world.contact(account, "bob@example.org", "Bob", "");
        ContactId cyd = world.contact(account, "cyd@example.org", "Cyd", "");
        EmailId first = world.sentToEverybody(account);
        MessageId bobs = world.recipient(account, first, "bob@example.org").message();
        world.bounce("bob@example.org", bobs, Reason.UNKNOWN_USER, World.NOON, "550 5.1.1 no");
        ports.contacts().setUnsubscribed(account, cyd, Optional.of(World.NOON));

        EligibilityPreview preview = ports.emails().preview(account, EVERYBODY, World.NOON);
        EmailId second = world.sentToEverybody(account);

        Map<NotSentReason, Long> leftOut = Map.of(NotSentReason.PREVIOUSLY_BOUNCED, 1L, NotSentReason.UNSUBSCRIBED, 1L);
        assertEquals(new EligibilityPreview(3, leftOut), preview);
        LeftOut.Asked firstOne = new LeftOut.Asked(Optional.empty(), Optional.empty(), 1);
        List<LeftOut> bob = ports.emails().leftOut(account, EVERYBODY, firstOne, World.NOON);
        assertEquals("bob@example.org", bob.getFirst().address().text());
        LeftOut.Asked unsubscribed = new LeftOut.Asked(Optional.of(NotSentReason.UNSUBSCRIBED), Optional.empty(), 10);
        LeftOut cydIsOut = new LeftOut(cyd, World.address("cyd@example.org"), "Cyd", NotSentReason.UNSUBSCRIBED);
        for (Selection selection : List.of(EVERYBODY, new Selection.Chosen(List.of(cyd)))) {
            assertEquals(List.of(cydIsOut), ports.emails().leftOut(account, selection, unsubscribed, World.NOON));
        }
        LeftOut.Asked behindBob =
                new LeftOut.Asked(Optional.empty(), Optional.of(bob.getFirst().contact()), 10);
        assertEquals(List.of(cydIsOut), ports.emails().leftOut(account, EVERYBODY, behindBob, World.NOON));
        assertEquals(leftOut, ports.emails().figures(account, second).notSent());
        assertEquals(
                MessageStatus.QUEUED,
                world.recipient(account, second, "ann@example.org").status());
    }

    @Test
    void aLongListIsCountedToItsLastContactAndNobodyTwice() {
        AccountId account = world.account();
        long first = world.contact(account, "first@example.org", "", "").value();
        world.contacts(account, 2_500);
        long last = world.contact(account, "last@example.org", "", "").value();
        for (long id : List.of(first, first + (last - first) / 2, first + (last - first) / 2 + 1, last)) {
            ports.contacts().setUnsubscribed(account, new ContactId(id), Optional.of(World.NOON));
        }
        EligibilityPreview preview = ports.emails().preview(account, EVERYBODY, World.NOON);
        assertEquals(new EligibilityPreview(2_502, Map.of(NotSentReason.UNSUBSCRIBED, 4L)), preview);
    }

    @Test
    void anEmailToTheSoftBouncedGoesToJustThose() {
        AccountId account = world.account();
        world.contacts(account, 3);
        EmailId first = world.sentToEverybody(account);
        MessageId two = world.recipient(account, first, "p2@example.org").message();
        world.bounce("p2@example.org", two, Reason.FILTERED, World.NOON, "550 5.7.1 filtered");
        MessageId three = world.recipient(account, first, "p3@example.org").message();
        world.bounce("p3@example.org", three, Reason.SPAM, World.NOON, "550 5.7.1 spam");
        Selection softBounced = new Selection.SoftBouncedOf(first);

        EligibilityPreview preview = ports.emails().preview(account, softBounced, World.NOON);
        EmailId again = world.sent(account, "Again", softBounced);

        assertEquals(new EligibilityPreview(1, Map.of()), preview);
        LeftOut.Asked all = new LeftOut.Asked(Optional.empty(), Optional.empty(), 10);
        assertEquals(List.of(), ports.emails().leftOut(account, softBounced, all, World.NOON));
        assertEquals(
                List.of(World.address("p2@example.org")),
                world.recipients(account, again).stream()
                        .map(RecipientRow::address)
                        .toList());
    }

    @Test
    void anotherAccountsContactsAndEmailsCannotBeChosen() {
        AccountId account = world.account();
        AccountId other = world.account();
        ContactId stranger = world.contact(other, "ann@example.org", "Ann", "");
        EmailId strange = world.sentToEverybody(other);
        MessageId message = world.recipient(other, strange, "ann@example.org").message();
        world.bounce("ann@example.org", message, Reason.FILTERED, World.NOON, "550 5.7.1 filtered");
        Selection chosen = new Selection.Chosen(List.of(stranger));
        Selection softBounced = new Selection.SoftBouncedOf(strange);

        assertEquals(0, ports.emails().preview(account, chosen, World.NOON).selected());
        assertEquals(0, ports.emails().preview(account, softBounced, World.NOON).selected());
        assertEquals(List.of(), world.recipients(account, world.sent(account, "A", chosen)));
        assertEquals(List.of(), world.recipients(account, world.sent(account, "B", softBounced)));
    }

    @Test
    void figuresAddUpWhateverBecameOfTheMessages() {
        AccountId account = world.account();
        world.contacts(account, 6);
        world.contact(account, "elsewhere@example.net", "", "");
        EmailId id = world.sentToEverybody(account);
        fate(account, id);

        EmailFigures figures = ports.emails().figures(account, id);

        assertEquals(7, figures.selected());
        assertEquals(figures.sent(), figures.delivered() + figures.bounced() + figures.pending());
        assertEquals(
                List.of(2L, 1L, 1L, 3L),
                List.of(figures.delivered(), figures.hard(), figures.soft(), figures.pending()));
        assertEquals(Map.of(Reason.UNKNOWN_USER, 1L), figures.hardReasons());
        assertEquals(Map.of(Reason.TEMPORARY, 1L), figures.softReasons());
        assertEquals(Map.of(Reason.RECIPIENT_TEMPORARY, 1L), figures.pendingReasons());
        assertEquals(
                List.of(
                        new DomainFigures("example.org", 6, 2, 1, 1, 2),
                        new DomainFigures("example.net", 1, 0, 0, 0, 1)),
                figures.domains());
    }

    @Test
    void theCourseHoldsEveryOutcomeInItsSpan() {
        AccountId account = world.account();
        world.contacts(account, 6);
        EmailId id = world.sentToEverybody(account);
        fate(account, id);

        List<SpanFigures> course = ports.emails().course(account, id, 4);

        assertEquals(4, course.size());
        assertEquals(
                World.NOON.truncatedTo(ChronoUnit.MINUTES), course.getFirst().from());
        assertEquals(2, course.stream().mapToLong(SpanFigures::delivered).sum());
        assertEquals(1, course.getLast().hard());
        assertEquals(1, course.stream().mapToLong(SpanFigures::soft).sum());
        assertEquals(1, course.stream().mapToLong(SpanFigures::deferred).sum());
        assertEquals(1, ports.emails().course(account, id, 1).size());
    }

    @Test
    void theCourseOfAShortSendingIsToldBySeconds() {
        AccountId account = world.account();
        world.contacts(account, 3);
        EmailId id = world.sentToEverybody(account);
        List<MessageId> messages = messages(account, id);
        Instant begun = World.NOON.truncatedTo(ChronoUnit.SECONDS);
        world.deliver("p1@example.org", messages.get(0), World.NOON);
        world.deliver("p2@example.org", messages.get(1), World.NOON.plusSeconds(2));
        world.defer("p3@example.org", messages.get(2), Reason.RECIPIENT_TEMPORARY, World.NOON.plusSeconds(4));

        assertEquals(
                List.of(
                        new SpanFigures(begun, 1, 0, 0, 0),
                        new SpanFigures(begun.plusSeconds(2), 1, 0, 0, 0),
                        new SpanFigures(begun.plusSeconds(4), 0, 0, 0, 1)),
                ports.emails().course(account, id, 4));
        assertEquals(5, ports.emails().course(account, id, 200).size());
    }

    @Test
    void theCourseOfAnEmailWithoutMessagesIsEmpty() {
        AccountId account = world.account();
        EmailId id = world.sentToEverybody(account);

        assertEquals(List.of(), ports.emails().course(account, id, 10));
    }

    @Test
    void aGlobalBounceIsCountedWhereItBounced() {
        EmailId last = new EmailId(0);
        AccountId account = world.account();
        for (int i = 0; i < 3; i++) {
            account = i == 0 ? account : world.account();
            ports.contacts()
                    .save(account, List.of(new NewContact(World.address("gone@example.org"), "", "")), World.NOON);
            last = world.sentToEverybody(account);
            MessageId message =
                    world.recipient(account, last, "gone@example.org").message();
            world.bounce("gone@example.org", message, Reason.UNKNOWN_USER, World.NOON, "550 5.1.1 no");
        }

        assertEquals(1, ports.emails().figures(account, last).global());
        assertTrue(world.recipient(account, last, "gone@example.org").globallyBounced());
    }

    /** Two delivered, one hard, one soft, one deferred; the others wait. */
    private void fate(AccountId account, EmailId id) {
        Duration hour = Duration.ofHours(1);
        List<MessageId> messages = messages(account, id);
        world.deliver("p1@example.org", messages.get(0), World.NOON.plus(hour));
        world.deliver("p2@example.org", messages.get(1), World.NOON.plus(hour));
        world.bounce("p3@example.org", messages.get(2), Reason.TEMPORARY, World.NOON.plus(hour), "550 4.4.7 expired");
        world.defer("p4@example.org", messages.get(3), Reason.RECIPIENT_TEMPORARY, World.NOON.plus(hour));
        world.bounce(
                "p5@example.org",
                messages.get(4),
                Reason.UNKNOWN_USER,
                World.NOON.plus(hour.multipliedBy(4)),
                "550 5.1.1 no");
    }
}
