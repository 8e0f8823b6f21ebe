package dev.rebound.bench.history;

import dev.rebound.classify.Classifier;
import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.Observation;
import dev.rebound.engine.contact.NewContact;
import dev.rebound.engine.email.EmailContent;
import dev.rebound.engine.email.EmailDraft;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.RecipientFilter;
import dev.rebound.engine.email.Selection;
import dev.rebound.engine.ledger.Evidence;
import dev.rebound.engine.ledger.EvidenceSource;
import dev.rebound.engine.ledger.Ledger;
import dev.rebound.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;

/**
 * Fills a store with what years of sending leave: an account's contacts, one marketing email a week to all of them, and
 * what became of every message. It goes through the ledger like real mail, with words of servers that the rules decide
 * about; only nobody waits for single commits.
 */
public final class LongHistory {

    private static final Instant BEGIN = Instant.parse("2026-01-05T09:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);
    private static final int CHUNK = 2_000;
    private static final int IN_FLIGHT_MAX = 8_000;
    private static final int DOMAINS = 1_000;

    /** What servers said, as often one as the other. */
    private static final List<String> REFUSALS = List.of(
            "550 5.1.1 <%s>: Recipient address rejected: User unknown",
            "550-5.1.1 The email account that you tried to reach does not exist. Please try\n550 5.1.1 double-checking %s",
            "552 5.2.2 <%s>: mailbox is full, quota exceeded",
            "554 5.7.1 <%s>: message refused, it looks like spam",
            "550 5.7.1 delivery to %s not authorized by our policy",
            "550 5.4.1 %s: Recipient address rejected: Access denied",
            "550 5.1.1 Benutzer %s unbekannt",
            "554 5.3.0 transaction for %s failed");

    private final Store store;
    private final Size size;
    private final Classifier classifier = Classifier.builtIn();
    private final Deque<CompletableFuture<?>> inFlight = new ArrayDeque<>();
    private final LongConsumer progress;
    private long done;

    /**
     * How long it is.
     *
     * @param messages in all; a multiple of the contacts
     * @param bounces of different contacts, spread over the emails
     */
    public record Size(int messages, int contacts, int bounces) {
        public Size {
            if (contacts < 1 || messages % contacts != 0 || bounces < 0 || bounces > contacts) {
                throw new IllegalArgumentException(
                        "messages must be a multiple of contacts, and bounces not more than those");
            }
        }

        /** How many marketing emails there are. */
        public int emails() {
            return messages / contacts;
        }
    }

    /** What there is afterwards. */
    public record Filled(AccountId account, List<EmailId> emails) {}

    /**
     * @param progress told how many messages are done, now and then
     */
    public LongHistory(Store store, Size size, LongConsumer progress) {
        this.store = store;
        this.size = size;
        this.progress = progress;
    }

    /** The address of a contact, by number from 1 on. */
    public static String addressOf(long number) {
        return "person" + number + "@d" + number % DOMAINS + ".example.org";
    }

    /** Fills the store. */
    public Filled fill() {
        AccountId account = store.accounts().create("Load", BEGIN);
        saveContacts(account);
        List<EmailId> emails = new ArrayList<>();
        for (int i = 0; i < size.emails(); i++) {
            Instant at = BEGIN.plus(WEEK.multipliedBy(i));
            EmailId email = accepted(account, i, at);
            emails.add(email);
            answer(firstMessage(account, email), i, at.plusSeconds(60));
        }
        drain(0);
        return new Filled(account, emails);
    }

    /**
     * Has two more accounts send one email each to people who bounced in the first email, where they bounce too: so those
     * with a permanent reason come to the global list. For a store that has been filled.
     *
     * @param peopleMax of each of the two
     */
    public void bounceElsewhere(int peopleMax) {
        long every = (long) size.emails() * (size.contacts() / Math.max(1, size.bounces()));
        for (String name : List.of("Second", "Third")) {
            AccountId account = store.accounts().create(name, BEGIN);
            List<NewContact> people = new ArrayList<>();
            for (long i = 0; i < size.contacts() && people.size() < peopleMax; i += every) {
                people.add(
                        new NewContact(EmailAddress.parse(addressOf(i + 1)).orElseThrow(), "Pat", "Number " + (i + 1)));
            }
            for (int from = 0; from < people.size(); from += CHUNK) {
                store.contacts().save(account, people.subList(from, Math.min(from + CHUNK, people.size())), BEGIN);
            }
            long message = firstMessage(account, accepted(account, 0, BEGIN)).value();
            for (NewContact person : people) {
                record(new MessageId(message++), person.email(), REFUSALS.getFirst(), BEGIN.plusSeconds(60));
            }
        }
        drain(0);
    }

    private void saveContacts(AccountId account) {
        List<NewContact> some = new ArrayList<>();
        for (long i = 1; i <= size.contacts(); i++) {
            some.add(new NewContact(EmailAddress.parse(addressOf(i)).orElseThrow(), "Pat", "Number " + i));
            if (some.size() == CHUNK || i == size.contacts()) {
                store.contacts().save(account, some, BEGIN);
                some.clear();
            }
        }
    }

    private EmailId accepted(AccountId account, int number, Instant at) {
        EmailContent content = new EmailContent(
                "Week " + (number + 1),
                "News",
                "Load",
                EmailAddress.parse("news@load.example").orElseThrow(),
                "Hello",
                "<p>Hello");
        EmailId email = store.emails()
                .create(account, new EmailDraft(content, new Selection.Everybody()), Optional.empty(), at);
        store.emails().startSending(account, email, at);
        while (store.emails().acceptNext(email, CHUNK, at) > 0) {
            // Until all have been accepted.
        }
        return email;
    }

    private MessageId firstMessage(AccountId account, EmailId email) {
        return store.recipients()
                .page(account, email, RecipientFilter.everybody(), Optional.empty(), 1)
                .getFirst()
                .message();
    }

    /** Messages of an email are numbered in the order of its contacts. */
    private void answer(MessageId first, int email, Instant at) {
        Ledger ledger = store.ledger();
        long every = size.bounces() == 0 ? Long.MAX_VALUE : size.contacts() / size.bounces();
        for (long i = 0; i < size.contacts(); i++) {
            MessageId message = new MessageId(first.value() + i);
            String address = addressOf(i + 1);
            boolean bounces = i % every == 0 && (i / every) % size.emails() == email;
            EmailAddress to = EmailAddress.parse(address).orElseThrow();
            if (bounces) {
                record(message, to, REFUSALS.get((int) (i / every / size.emails() % REFUSALS.size())), at);
                continue;
            }
            Evidence evidence = evidence(message, "250 2.0.0 Ok: queued as 4cX1Bd0hZ9z3", at);
            keep(ledger.record(to.key(), new Observation.Taken(message, at, evidence.id()), Optional.of(evidence)));
        }
    }

    private void record(MessageId message, EmailAddress to, String refusal, Instant at) {
        Evidence evidence = evidence(message, refusal.formatted(to.text()), at);
        Observation failure = new Observation.PermanentFailure(message, at, evidence.id(), verdict(evidence));
        keep(store.ledger().record(to.key(), failure, Optional.of(evidence)));
    }

    private static Evidence evidence(MessageId message, String words, Instant at) {
        return new Evidence(
                EvidenceId.of(message.toString(), "answer"),
                EvidenceSource.SMTP_REPLY,
                at,
                Diagnostic.ofText(words),
                Optional.empty());
    }

    private void keep(CompletableFuture<?> answer) {
        inFlight.add(answer);
        drain(IN_FLIGHT_MAX);
    }

    private Verdict verdict(Evidence evidence) {
        Diagnostic said = evidence.diagnostic();
        return classifier.classify(new Diagnostic(
                Diagnostic.Finality.FINAL, said.code(), said.status(), said.text(), said.command(), said.remoteMta()));
    }

    private void drain(int left) {
        while (inFlight.size() > left) {
            inFlight.remove().join();
            done++;
            if (done % 100_000 == 0) {
                progress.accept(done);
            }
        }
    }
}
