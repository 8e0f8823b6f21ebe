package dev.rebound.server.fault;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.contact.NewContact;
import dev.rebound.engine.email.EmailContent;
import dev.rebound.engine.email.EmailDraft;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.Selection;
import dev.rebound.store.Store;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Whoever orders emails to be sent, and remembers what was acknowledged. An order that got no answer is placed again
 * with the next process: it may have been accepted or not.
 *
 * <p>For one thread.
 */
final class Orders {

    static final int RECIPIENTS = 50;

    private final AccountId account;
    private final Deque<EmailId> waiting = new ArrayDeque<>();
    private final List<EmailId> acknowledged = new ArrayList<>();

    private Orders(AccountId account) {
        this.account = account;
    }

    /** Writes so many emails, each to contacts of its own. */
    static Orders write(Store store, int emails) {
        Instant now = Instant.now();
        AccountId account = store.accounts().create("Kill run", now);
        Orders orders = new Orders(account);
        for (int i = 0; i < emails; i++) {
            orders.waiting.add(orders.write(store, i, now));
        }
        return orders;
    }

    private EmailId write(Store store, int number, Instant now) {
        List<EmailAddress> addresses = IntStream.range(0, RECIPIENTS)
                .mapToObj(i -> address("p%d-%d@d%d.example".formatted(number, i, (number + i) % Sink.DOMAINS)))
                .toList();
        store.contacts()
                .save(
                        account,
                        addresses.stream()
                                .map(address -> new NewContact(address, "Pat", "Number " + number))
                                .toList(),
                        now);
        List<ContactId> chosen = addresses.stream()
                .map(address -> store.contacts()
                        .findByAddress(account, address.key())
                        .orElseThrow()
                        .contact()
                        .id())
                .toList();
        EmailContent content = new EmailContent(
                "Email " + number,
                "Number " + number,
                "Shop",
                address("news@sender.example"),
                "Hello {{firstname}}",
                "");
        return store.emails()
                .create(account, new EmailDraft(content, new Selection.Chosen(chosen)), Optional.empty(), now);
    }

    private static EmailAddress address(String text) {
        return EmailAddress.parse(text).orElseThrow();
    }

    AccountId account() {
        return account;
    }

    /** Emails whose sending was acknowledged. */
    List<EmailId> acknowledged() {
        return List.copyOf(acknowledged);
    }

    /**
     * Orders the next email to be sent; if that is not acknowledged, it is next again.
     *
     * @return whether it was acknowledged
     */
    boolean placeNext(KilledProcess process) throws InterruptedException {
        EmailId email = waiting.peekFirst();
        if (email == null || !process.accepts(email)) {
            return false;
        }
        acknowledged.add(email);
        waiting.removeFirst();
        return true;
    }

    /** Whether every email has been ordered. */
    boolean done() {
        return waiting.isEmpty();
    }
}
