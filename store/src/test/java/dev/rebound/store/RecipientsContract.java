package dev.rebound.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.MessageStatus;
import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.core.ledger.Observation;
import dev.rebound.core.ledger.Suppression;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.RecipientDetail;
import dev.rebound.engine.email.RecipientFilter;
import dev.rebound.engine.email.RecipientFilter.Group;
import dev.rebound.engine.email.RecipientRow;
import dev.rebound.engine.email.Recipients;
import dev.rebound.engine.ledger.Evidence;
import dev.rebound.engine.ledger.EvidenceSource;
import dev.rebound.engine.ledger.TlsDemand;
import dev.rebound.engine.ledger.TlsState;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every Recipients page promises. */
abstract class RecipientsContract extends PortContract {

    /** One of each fate; named for it. */
    private EmailId everyFate(AccountId account) {
        List<String> names = List.of("delivered", "hard", "soft", "deferred", "queued", "gone", "unsubscribed");
        names.forEach(name -> world.contact(account, name + "@example.org", "First", name));
        ContactId unsubscribed = ports.contacts()
                .findByAddress(account, World.key("unsubscribed@example.org"))
                .orElseThrow()
                .contact()
                .id();
        ports.contacts().setUnsubscribed(account, unsubscribed, Optional.of(World.NOON));
        EmailId email = world.sentToEverybody(account);
        world.deliver("delivered@example.org", message(account, email, "delivered"), World.NOON);
        bounce(account, email, "hard", Reason.POLICY);
        bounce(account, email, "soft", Reason.FILTERED);
        world.defer("deferred@example.org", message(account, email, "deferred"), Reason.TEMPORARY, World.NOON);
        bounce(account, email, "gone", Reason.UNKNOWN_USER);
        for (int i = 0; i < 2; i++) {
            AccountId other = world.account();
            world.contact(other, "gone@example.org", "", "");
            bounce(other, world.sentToEverybody(other), "gone", Reason.UNKNOWN_USER);
        }
        return email;
    }

    private MessageId message(AccountId account, EmailId email, String name) {
        return world.recipient(account, email, name + "@example.org").message();
    }

    private void bounce(AccountId account, EmailId email, String name, Reason reason) {
        world.bounce(
                name + "@example.org",
                message(account, email, name),
                reason,
                World.NOON,
                "550-5.7.1 first line\n550 5.7.1 second line");
    }

    private static RecipientFilter group(Group group) {
        return new RecipientFilter(group, Optional.empty(), Optional.empty(), "");
    }

    private List<String> names(AccountId account, EmailId email, RecipientFilter filter) {
        List<RecipientRow> rows = ports.recipients().page(account, email, filter, Optional.empty(), 100);
        assertEquals(rows.size(), ports.recipients().count(account, email, filter));
        return rows.stream().map(row -> row.address().localPart()).toList();
    }

    @Test
    void eachEntryOfTheMenuShowsItsOwnAndCountsThem() {
        AccountId account = world.account();
        EmailId email = everyFate(account);
        Map<Group, List<String>> shown = new HashMap<>();
        for (Group group : Group.values()) {
            shown.put(group, names(account, email, group(group)));
        }

        assertEquals(
                Map.of(
                        Group.SELECTED,
                        List.of("delivered", "hard", "soft", "deferred", "queued", "gone", "unsubscribed"),
                        Group.SENT,
                        List.of("delivered", "hard", "soft", "deferred", "queued", "gone"),
                        Group.DELIVERED,
                        List.of("delivered"),
                        Group.BOUNCED,
                        List.of("hard", "soft", "gone"),
                        Group.HARD,
                        List.of("hard", "gone"),
                        Group.SOFT,
                        List.of("soft"),
                        Group.GLOBAL,
                        List.of("gone"),
                        Group.PENDING,
                        List.of("deferred", "queued"),
                        Group.NOT_SENT,
                        List.of("unsubscribed")),
                shown);
    }

    @Test
    void reasonsAndSearchNarrowAGroup() {
        AccountId account = world.account();
        EmailId email = everyFate(account);
        Optional<NotSentReason> none = Optional.empty();

        assertEquals(
                List.of("gone"),
                names(account, email, new RecipientFilter(Group.BOUNCED, Optional.of(Reason.UNKNOWN_USER), none, "")));
        assertEquals(
                List.of("unsubscribed"),
                names(
                        account,
                        email,
                        new RecipientFilter(
                                Group.SELECTED, Optional.empty(), Optional.of(NotSentReason.UNSUBSCRIBED), "")));
        assertEquals(
                List.of("delivered", "deferred"),
                names(account, email, new RecipientFilter(Group.SENT, Optional.empty(), none, "FIRST DE")));
        assertEquals(
                List.of("soft"),
                names(account, email, new RecipientFilter(Group.BOUNCED, Optional.empty(), none, "Soft@")));
        assertEquals(
                List.of(), names(account, email, new RecipientFilter(Group.SELECTED, Optional.empty(), none, "%")));
    }

    /** More than are gone through: what is found is looked up, or found along the way. */
    @Test
    void aLongListIsSearched() {
        AccountId account = world.account();
        int many = Recipients.FOUND_MAX + 1;
        world.contacts(account, many);
        EmailId email = world.sentToEverybody(account);
        MessageId spam = message(account, email, "p2");
        world.bounce("p2@example.org", spam, Reason.SPAM, World.NOON, "550 spam");
        world.bounce("p1@example.org", message(account, email, "p1"), Reason.CONTENT, World.NOON, "550 virus");
        Optional<NotSentReason> none = Optional.empty();
        RecipientFilter rare = new RecipientFilter(Group.SENT, Optional.empty(), none, "p1234");
        RecipientFilter often = new RecipientFilter(Group.SENT, Optional.empty(), none, "pat");

        assertEquals(List.of("p1234"), names(account, email, rare));
        assertEquals(OptionalLong.of(1), ports.recipients().countAtOnce(account, email, rare));
        List<RecipientRow> found = ports.recipients().page(account, email, often, Optional.of(spam), 3);
        assertEquals(
                List.of("p3", "p4", "p5"),
                found.stream().map(row -> row.address().localPart()).toList());
        assertEquals(OptionalLong.empty(), ports.recipients().countAtOnce(account, email, often));
        assertEquals(many, ports.recipients().count(account, email, often));
    }

    @Test
    void globalBouncesComeAndGoWithTheListAndTheVerdict() {
        AccountId account = world.account();
        EmailId email = everyFate(account);
        Optional<NotSentReason> none = Optional.empty();
        RecipientFilter narrowed = new RecipientFilter(Group.GLOBAL, Optional.of(Reason.UNKNOWN_USER), none, "");
        RecipientFilter other = new RecipientFilter(Group.GLOBAL, Optional.of(Reason.SPAM), none, "");
        RecipientFilter searched = new RecipientFilter(Group.GLOBAL, Optional.empty(), none, "gon");

        assertEquals(List.of("gone"), names(account, email, narrowed));
        assertEquals(List.of(), names(account, email, other));
        assertEquals(List.of("gone"), names(account, email, searched));
        RecipientFilter whole = new RecipientFilter(Group.GLOBAL, Optional.empty(), none, "Gone@example.org");
        assertEquals(List.of("gone"), names(account, email, whole));
        assertEquals(1, ports.recipients().count(account, email, whole));
        RecipientFilter elsewhere = new RecipientFilter(Group.DELIVERED, Optional.empty(), none, "gone@example.org");
        assertEquals(List.of(), names(account, email, elsewhere));
        world.record("gone@example.org", new Observation.LiftGlobal(World.NOON, "op", "they exist"));
        assertEquals(List.of(), names(account, email, group(Group.GLOBAL)));
        assertEquals(List.of("hard", "gone"), names(account, email, group(Group.HARD)));
        assertEquals(0, ports.emails().figures(account, email).global());
        assertEquals(List.of(), ports.ledger().verify().differences());
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrOverlap() {
        AccountId account = world.account();
        EmailId email = everyFate(account);
        for (Group group : Group.values()) {
            List<RecipientRow> all = ports.recipients().page(account, email, group(group), Optional.empty(), 100);
            Optional<MessageId> after = Optional.empty();
            for (RecipientRow expected : all) {
                List<RecipientRow> one = ports.recipients().page(account, email, group(group), after, 1);
                assertEquals(List.of(expected), one);
                after = Optional.of(expected.message());
            }
            assertEquals(List.of(), ports.recipients().page(account, email, group(group), after, 1));
        }
    }

    @Test
    void aRowTellsTypeReasonRuleAndTheFirstWords() {
        AccountId account = world.account();
        EmailId email = everyFate(account);

        RecipientRow row = world.recipient(account, email, "gone@example.org");

        assertEquals(MessageStatus.BOUNCED, row.status());
        assertEquals(Optional.of(World.verdict(Reason.UNKNOWN_USER)), row.verdict());
        assertEquals("550-5.7.1 first line", row.words());
        assertEquals("First gone", row.name());
        assertEquals(1, row.attempts());
        assertTrue(row.globallyBounced());
    }

    @Test
    void theDetailNamesTheEmail() {
        AccountId account = world.account();
        world.contact(account, "ann@example.org", "Ann", "");
        EmailId first = world.sentToEverybody(account);
        EmailId second = world.sentToEverybody(account);

        for (EmailId email : List.of(first, second)) {
            MessageId message = message(account, email, "ann");
            assertEquals(
                    Optional.of(email),
                    ports.recipients().detail(account, message).orElseThrow().email());
        }
    }

    @Test
    void theDetailHoldsEveryStepWithItsEvidence() {
        AccountId account = world.account();
        world.contact(account, "ann@example.org", "Ann", "");
        EmailId email = world.sentToEverybody(account);
        MessageId message = message(account, email, "ann");
        world.defer("ann@example.org", message, Reason.TEMPORARY, World.NOON);
        byte[] raw = "Return-Path: <>\r\n\r\nno such user \u00e4".getBytes(StandardCharsets.ISO_8859_1);
        Evidence made = world.evidence("550 5.1.1 no such user");
        Evidence report = new Evidence(made.id(), EvidenceSource.NDR, World.NOON, made.diagnostic(), Optional.of(raw));
        ports.ledger()
                .record(
                        World.key("ann@example.org"),
                        new Observation.PermanentFailure(
                                message, World.NOON, report.id(), World.verdict(Reason.UNKNOWN_USER)),
                        Optional.of(report))
                .join();

        RecipientDetail detail = ports.recipients().detail(account, message).orElseThrow();

        assertEquals(3, detail.steps().size());
        assertTrue(detail.steps().getFirst().event() instanceof LedgerEvent.Queued);
        assertEquals(Optional.empty(), detail.steps().getFirst().evidence());
        Evidence kept = detail.steps().getLast().evidence().orElseThrow();
        assertEquals(report.diagnostic(), kept.diagnostic());
        assertEquals(EvidenceSource.NDR, kept.source());
        assertArrayEquals(raw, kept.rawReport().orElseThrow());
        assertEquals(Optional.of(new Suppression(Reason.UNKNOWN_USER, World.NOON, message)), detail.suppression());
    }

    @ParameterizedTest
    @MethodSource("waysToBeProtected")
    void howADialogueWasProtectedIsReadBack(Optional<TlsState> tls) {
        AccountId account = world.account();
        world.contact(account, "ann@example.org", "Ann", "");
        EmailId email = world.sentToEverybody(account);
        MessageId message = message(account, email, "ann");
        Evidence made = world.evidence("250 2.0.0 taken");
        Evidence reply = new Evidence(
                made.id(),
                EvidenceSource.SMTP_REPLY,
                World.NOON,
                made.diagnostic(),
                tls,
                Optional.empty(),
                Optional.empty());
        ports.ledger()
                .record(
                        World.key("ann@example.org"),
                        new Observation.Taken(message, World.NOON, reply.id()),
                        Optional.of(reply))
                .join();

        RecipientDetail detail = ports.recipients().detail(account, message).orElseThrow();

        assertEquals(tls, detail.steps().getLast().evidence().orElseThrow().tls());
    }

    static Stream<Optional<TlsState>> waysToBeProtected() {
        Stream<TlsState> encrypted = Stream.of(TlsState.CertificateState.values())
                .flatMap(certificate -> Stream.of(TlsDemand.values())
                        .map(demand -> new TlsState.Encrypted("TLSv1.2", "TLS_RSA", certificate, demand)));
        return Stream.concat(
                Stream.of(Optional.empty(), Optional.of(new TlsState.Clear())), encrypted.map(Optional::of));
    }

    @Test
    void anotherAccountSeesNobody() {
        AccountId account = world.account();
        AccountId other = world.account();
        world.contacts(account, 1);
        EmailId email = world.sentToEverybody(account);
        MessageId message = message(account, email, "p1");

        assertEquals(List.of(), names(other, email, RecipientFilter.everybody()));
        assertEquals(Optional.empty(), ports.recipients().detail(other, message));
        assertEquals(Optional.empty(), ports.messageLookup().recipientOf(other, message));
        assertEquals(
                Optional.of(World.address("p1@example.org")),
                ports.messageLookup().recipientOf(account, message));
        assertEquals(Optional.of(account), ports.messageLookup().find(message).map(sent -> sent.account()));
        assertEquals(Optional.empty(), ports.messageLookup().find(new MessageId(99)));
    }
}
