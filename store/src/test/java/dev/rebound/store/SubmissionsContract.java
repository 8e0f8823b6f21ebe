package dev.rebound.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.MessageStatus;
import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.delivery.MessageQueue.Standing;
import dev.rebound.engine.delivery.QueuedMessage;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.EmailState;
import dev.rebound.engine.email.MarketingEmail;
import dev.rebound.engine.email.RecipientRow;
import dev.rebound.engine.lane.Flow;
import dev.rebound.engine.lane.Want;
import dev.rebound.engine.submission.Submissions.SubmittedContent;
import dev.rebound.engine.submission.SubmittedMail;
import dev.rebound.engine.submission.SubmittedMail.Asks;
import dev.rebound.engine.submission.SubmittedMessage;
import dev.rebound.engine.submission.Submitter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store of submitted mail promises. */
abstract class SubmissionsContract extends PortContract {

    private static final byte[] CONTENT =
            "From: shop@acme.example\r\nSubject: Hi\r\n\r\n\u00e4\r\n".getBytes(StandardCharsets.UTF_8);

    private static SubmittedMail mail(String headerId, Asks asks, String... recipients) {
        List<EmailAddress> addresses =
                Arrays.stream(recipients).map(World::address).toList();
        return new SubmittedMail(
                World.address("shop@acme.example"), "Hi", headerId, Optional.empty(), asks, CONTENT, addresses);
    }

    private EmailId submit(AccountId account, SubmittedMail mail) {
        return ports.submissions()
                .accept(new Submitter(account, "shop"), mail, "SMTP 2026-03-02", World.NOON)
                .join();
    }

    private List<SubmittedMessage> all(AccountId account) {
        return ports.submissions().page(account, Optional.empty(), 100);
    }

    private List<QueuedMessage> claim(AccountId account, EmailId email) {
        return ports
                .queue()
                .claim(Set.of(new Want(new Flow(account, email, "example.org"), 100)), World.NOON)
                .values()
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    @Test
    void everyRecipientIsAQueuedMessageOfTheEmailOfThatName() {
        AccountId account = world.account();

        EmailId first = submit(account, mail("<1@acme.example>", Asks.NOTHING, "ann@example.org", "Bob@example.org"));
        EmailId second = submit(account, mail("<2@acme.example>", Asks.NOTHING, "ann@example.org"));

        assertEquals(first, second);
        MarketingEmail email = ports.emails().find(account, first).orElseThrow();
        assertEquals(EmailState.SUBMITTED, email.state());
        assertEquals("SMTP 2026-03-02", email.content().name());
        assertEquals(3, ports.emails().figures(account, first).pending());
        assertEquals(
                List.of("ann@example.org", "Bob@example.org", "ann@example.org"),
                claim(account, first).stream().map(m -> m.recipient().text()).toList());
        assertTrue(ports.ledger().verify().agrees());
    }

    @Test
    void whatWasHandedOverIsReadBackOctetByOctet() {
        AccountId account = world.account();
        EmailId email = submit(account, mail("<1@acme.example>", Asks.NOTHING, "ann@example.org"));
        QueuedMessage message = claim(account, email).getFirst();

        SubmittedContent content = ports.submissions().contentOf(message.id()).orElseThrow();

        assertArrayEquals(CONTENT, content.content());
        assertEquals(Optional.empty(), content.unsubscribes());
        assertEquals(Optional.empty(), message.contact());
        assertEquals(new Standing.Clear(), ports.queue().standing(message));
    }

    @Test
    void aMessageOfAnEmailHasNoSubmittedContent() {
        AccountId account = world.account();
        world.contacts(account, 1);
        EmailId email = world.sentToEverybody(account);

        assertEquals(
                Optional.empty(),
                ports.submissions()
                        .contentOf(world.recipient(account, email, "p1@example.org")
                                .message()));
    }

    @Test
    void nobodyBecomesAContactUnlessALinkToUnsubscribeIsAskedFor() {
        AccountId account = world.account();
        submit(account, mail("<1@acme.example>", Asks.NOTHING, "ann@example.org"));
        assertEquals(0, ports.contacts().count(account, ""));

        EmailId email = submit(account, mail("<2@acme.example>", Asks.UNSUBSCRIBE_LINK, "bob@example.org"));

        ContactId bob = ports.contacts()
                .findByAddress(account, World.key("bob@example.org"))
                .orElseThrow()
                .contact()
                .id();
        QueuedMessage message = claim(account, email).getLast();
        assertEquals(
                Optional.of(bob),
                ports.submissions().contentOf(message.id()).orElseThrow().unsubscribes());
        assertEquals(1, ports.contacts().count(account, ""));
    }

    @Test
    void whoMayNotBeSentToIsToldApartAndRecordedWithTheReason() {
        AccountId account = world.account();
        ContactId gone = world.contact(account, "gone@example.org", "", "");
        ContactId quiet = world.contact(account, "quiet@example.org", "", "");
        EmailId newsletter = world.sentToEverybody(account);
        world.bounce(
                "gone@example.org",
                world.recipient(account, newsletter, "gone@example.org").message(),
                Reason.UNKNOWN_USER,
                World.NOON,
                "550 5.1.1");
        ports.contacts().setUnsubscribed(account, quiet, Optional.of(World.NOON));

        assertEquals(Optional.of(NotSentReason.PREVIOUSLY_BOUNCED), refusal(account, "gone@example.org"));
        assertEquals(Optional.of(NotSentReason.UNSUBSCRIBED), refusal(account, "quiet@example.org"));
        assertEquals(Optional.empty(), refusal(account, "ann@example.org"));
        assertEquals(Optional.empty(), refusal(world.account(), "gone@example.org"));
        EmailId email = submit(
                account,
                mail("<1@acme.example>", Asks.NOTHING, "gone@example.org", "quiet@example.org", "ann@example.org"));

        assertEquals(
                List.of(
                        "ann@example.org QUEUED",
                        "gone@example.org PREVIOUSLY_BOUNCED",
                        "quiet@example.org UNSUBSCRIBED"),
                world.recipients(account, email).stream()
                        .map(SubmissionsContract::fate)
                        .sorted()
                        .toList());
        assertEquals(
                gone,
                world.recipientDetail(account, email, "gone@example.org")
                        .contact()
                        .orElseThrow());
        assertTrue(ports.ledger().verify().agrees());
    }

    private Optional<NotSentReason> refusal(AccountId account, String address) {
        return ports.submissions().refusalOf(account, World.key(address), World.NOON);
    }

    private static String fate(RecipientRow row) {
        return row.address().text() + " "
                + row.notSent().map(Enum::name).orElse(row.status().name());
    }

    @Test
    void aContactWhoUnsubscribesMeanwhileIsLeftOutOfWhatWaits() {
        AccountId account = world.account();
        EmailId email = submit(account, mail("<1@acme.example>", Asks.NOTHING, "ann@example.org"));
        QueuedMessage message = claim(account, email).getFirst();
        ContactId ann = world.contact(account, "ann@example.org", "", "");

        ports.contacts().setUnsubscribed(account, ann, Optional.of(World.NOON));

        assertEquals(
                new Standing.Refused(NotSentReason.UNSUBSCRIBED), ports.queue().standing(message));
    }

    @Test
    void theListIsNewestFirstInPagesAndShowsWhatBecameOfEach() {
        AccountId account = world.account();
        submit(account, mail("<1@acme.example>", Asks.NOTHING, "ann@example.org"));
        submit(account, mail("<2@acme.example>", Asks.NOTHING, "bob@example.org"));
        world.bounce(
                "ann@example.org", all(account).getLast().message(), Reason.MAILBOX_FULL, World.NOON, "552 5.2.2 full");

        List<SubmittedMessage> first = ports.submissions().page(account, Optional.empty(), 1);
        List<SubmittedMessage> second =
                ports.submissions().page(account, Optional.of(first.getFirst().message()), 1);

        assertEquals("<2@acme.example>", first.getFirst().headerId());
        assertEquals("<1@acme.example>", second.getFirst().headerId());
        assertEquals(MessageStatus.BOUNCED, second.getFirst().status());
        assertEquals(
                Reason.MAILBOX_FULL, second.getFirst().verdict().orElseThrow().reason());
        assertEquals(second, ports.submissions().withHeaderId(account, "<1@acme.example>", 10));
        assertEquals(List.of(), all(world.account()));
        assertEquals(List.of(), ports.submissions().withHeaderId(world.account(), "<1@acme.example>", 10));
    }

    @Test
    void itsEventsStandOnTheTimelineOfTheContactWithTheAddress() {
        AccountId account = world.account();
        ContactId ann = world.contact(account, "ann@example.org", "Ann", "");
        submit(account, mail("<1@acme.example>", Asks.NOTHING, "ann@example.org"));

        var timeline = ports.contacts().timeline(account, ann, 10);

        assertEquals(1, timeline.size());
        assertTrue(timeline.getFirst().event() instanceof LedgerEvent.Queued);
        assertEquals("SMTP 2026-03-02", timeline.getFirst().emailName());
    }

    @Test
    void contentIsForgottenOnlyOnceNoMessageOfItWillBeTriedAgain() {
        AccountId account = world.account();
        submit(account, mail("<1@acme.example>", Asks.NOTHING, "ann@example.org", "bob@example.org"));
        List<SubmittedMessage> messages = all(account);
        world.deliver("bob@example.org", messages.get(0).message(), World.NOON);
        var later = World.NOON.plus(Duration.ofDays(30));

        assertEquals(0, ports.submissions().forgetBefore(later, 10));
        world.deliver("ann@example.org", messages.get(1).message(), World.NOON.plus(Duration.ofDays(1)));
        assertEquals(0, ports.submissions().forgetBefore(World.NOON.plus(Duration.ofHours(1)), 10));
        assertEquals(1, ports.submissions().forgetBefore(later, 10));

        assertEquals(0, ports.submissions().forgetBefore(later, 10));
        assertEquals(
                Optional.empty(), ports.submissions().contentOf(messages.get(0).message()));
        assertEquals(
                List.of(false, false),
                all(account).stream().map(SubmittedMessage::hasContent).toList());
    }
}
