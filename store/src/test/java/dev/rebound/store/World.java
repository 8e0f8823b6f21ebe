package dev.rebound.store;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.bounce.Confidence;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.core.bounce.Fault;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.RuleId;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.NoteKind;
import dev.rebound.core.ledger.Observation;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.contact.Contacts;
import dev.rebound.engine.contact.NewContact;
import dev.rebound.engine.email.EmailContent;
import dev.rebound.engine.email.EmailDraft;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.RecipientFilter;
import dev.rebound.engine.email.RecipientRow;
import dev.rebound.engine.email.Selection;
import dev.rebound.engine.inbox.InboxId;
import dev.rebound.engine.inbox.MailEndpoint;
import dev.rebound.engine.inbox.MailEndpoint.Protection;
import dev.rebound.engine.inbox.MailServers;
import dev.rebound.engine.inbox.NewInbox;
import dev.rebound.engine.inbox.NewOneToOne;
import dev.rebound.engine.inbox.OneToOneToken;
import dev.rebound.engine.ledger.Evidence;
import dev.rebound.engine.ledger.EvidenceSource;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts accounts, contacts, emails and their fate into a store, in few words. */
final class World {

    static final Instant NOON = Instant.parse("2026-03-02T12:00:00.123456Z");

    private final Ports ports;
    private final SecureRandom random = new SecureRandom();
    private Optional<String> sentFrom = Optional.empty();
    private int evidenceMade;

    World(Ports ports) {
        this.ports = ports;
    }

    static EmailAddress address(String text) {
        return EmailAddress.parse(text).orElseThrow();
    }

    static AddressKey key(String text) {
        return address(text).key();
    }

    AccountId account() {
        return ports.accounts().create("Acme", NOON);
    }

    /** An inbox of Sam's, {@code sam@x.example}. */
    InboxId inbox(AccountId account) {
        MailEndpoint server = new MailEndpoint("mail.x.example", 993, Protection.TLS);
        return ports.inboxes()
                .connect(
                        new NewInbox(account, "sam", address("sam@x.example"), "Sam", new MailServers(server, server)),
                        new byte[] {1},
                        NOON)
                .id();
    }

    /** An email of Sam's to a contact, with a token of its own. */
    NewOneToOne oneToOne(AccountId account, InboxId inbox, String to, String subject) {
        OneToOneToken token = OneToOneToken.random(random);
        return new NewOneToOne(
                account,
                inbox,
                Optional.of(contact(account, to, "Ann", "Lee")),
                address(to),
                subject,
                token,
                token.messageIdFrom(address("sam@x.example")));
    }

    ContactId contact(AccountId account, String address, String firstName, String lastName) {
        ports.contacts().save(account, List.of(new NewContact(address(address), firstName, lastName)), NOON);
        return ports.contacts()
                .findByAddress(account, key(address))
                .orElseThrow()
                .contact()
                .id();
    }

    /** Contacts {@code p1@example.org}, {@code p2@example.org}, ... */
    void contacts(AccountId account, int howMany) {
        List<NewContact> contacts = new ArrayList<>();
        for (int i = 1; i <= howMany; i++) {
            contacts.add(new NewContact(address("p" + i + "@example.org"), "Pat", "Number " + i));
            if (contacts.size() == Contacts.BATCH_MAX || i == howMany) {
                ports.contacts().save(account, contacts, NOON);
                contacts.clear();
            }
        }
    }

    static EmailContent content(String name) {
        return new EmailContent(
                name, "News of " + name, "All of it", "Acme", address("news@acme.example"), "Hello", "<p>Hello");
    }

    /** A marketing email, sent: all its recipients are accepted or left out. */
    EmailId sent(AccountId account, String name, Selection selection) {
        EmailId id = ports.emails().create(account, new EmailDraft(content(name), selection), Optional.empty(), NOON);
        ports.emails().startSending(account, id, NOON);
        int accepted = ports.emails().acceptNext(id, 100, NOON);
        while (accepted > 0) {
            accepted = ports.emails().acceptNext(id, 100, NOON);
        }
        return id;
    }

    EmailId sentToEverybody(AccountId account) {
        return sent(account, "Newsletter", new Selection.Everybody());
    }

    List<RecipientRow> recipients(AccountId account, EmailId email) {
        return ports.recipients().page(account, email, RecipientFilter.everybody(), Optional.empty(), 1_000);
    }

    RecipientRow recipient(AccountId account, EmailId email, String address) {
        return recipients(account, email).stream()
                .filter(row -> row.address().key().equals(key(address)))
                .findFirst()
                .orElseThrow();
    }

    /** The same as a detail shows it. */
    RecipientRow recipientDetail(AccountId account, EmailId email, String address) {
        MessageId message = recipient(account, email, address).message();
        return ports.recipients().detail(account, message).orElseThrow().row();
    }

    static Verdict verdict(Reason reason) {
        return new Verdict(
                reason.finalType(),
                reason,
                Fault.RECIPIENT,
                Confidence.HIGH,
                new RuleId("test-rule"),
                "2026-1",
                List.of("no such", "user"),
                Optional.of(new RuleId("other-rule")));
    }

    static Verdict pending(Reason reason) {
        return verdict(reason).pending();
    }

    Evidence evidence(String words) {
        evidenceMade++;
        return evidenceFor(evidenceMade, words);
    }

    Evidence evidenceFor(long number, String words) {
        return new Evidence(
                EvidenceId.of("evidence", Long.toString(number)),
                EvidenceSource.SMTP_REPLY,
                NOON,
                Diagnostic.ofText(words),
                Optional.empty(),
                sentFrom,
                Optional.empty());
    }

    /** Whatever is answered from now on is answered to this address of ours. */
    void leavingFrom(String address) {
        sentFrom = Optional.of(address);
    }

    /** Records and waits for the commit. */
    List<LedgerEvent> record(String address, Observation observation) {
        return ports.ledger()
                .record(key(address), observation, Optional.empty())
                .join();
    }

    List<LedgerEvent> accept(String address, AccountId account, long message) {
        return record(address, new Observation.Accepted(account, new MessageId(message), NOON));
    }

    List<LedgerEvent> bounce(String address, MessageId message, Reason reason, Instant at, String words) {
        Evidence evidence = evidence(words);
        return ports.ledger()
                .record(
                        key(address),
                        new Observation.PermanentFailure(message, at, evidence.id(), verdict(reason)),
                        Optional.of(evidence))
                .join();
    }

    List<LedgerEvent> defer(String address, MessageId message, Reason reason, Instant at) {
        Evidence evidence = evidence("450 4.7.1 later");
        return ports.ledger()
                .record(
                        key(address),
                        new Observation.TemporaryFailure(
                                message, at, evidence.id(), pending(reason), at.plus(Duration.ofMinutes(5))),
                        Optional.of(evidence))
                .join();
    }

    List<LedgerEvent> deliver(String address, MessageId message, Instant at) {
        Evidence evidence = evidence("250 2.0.0 taken");
        return ports.ledger()
                .record(key(address), new Observation.Taken(message, at, evidence.id()), Optional.of(evidence))
                .join();
    }

    List<LedgerEvent> note(String address, MessageId message) {
        Evidence evidence = evidence("out of office");
        return ports.ledger()
                .record(
                        key(address),
                        new Observation.SideNote(message, NOON, evidence.id(), NoteKind.AUTO_REPLY),
                        Optional.of(evidence))
                .join();
    }
}
