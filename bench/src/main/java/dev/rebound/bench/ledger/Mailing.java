package dev.rebound.bench.ledger;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.contact.NewContact;
import dev.rebound.engine.email.EmailContent;
import dev.rebound.engine.email.EmailDraft;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.Selection;
import dev.rebound.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Marketing emails to the same contacts, one after the other, and nothing else in the store. */
final class Mailing {

    private static final int CONTACTS_AT_ONCE = 1_000;
    /** As many as sending accepts in one transaction. */
    private static final int CHUNK = 2_000;

    private final Store store;
    private final AccountId account;
    private final int recipients;
    private Optional<EmailId> current = Optional.empty();
    private long emails;

    /** Saves the contacts: that of number {@code i} has the i-th address of the load. */
    Mailing(Store store, AccountId account, int recipients) {
        this.store = store;
        this.account = account;
        this.recipients = recipients;
        List<NewContact> some = new ArrayList<>();
        for (long i = 1; i <= recipients; i++) {
            EmailAddress address = EmailAddress.parse(Load.addressOf(i).value()).orElseThrow();
            some.add(new NewContact(address, "Pat", "Number " + i));
            if (some.size() == CONTACTS_AT_ONCE || i == recipients) {
                store.contacts().save(account, some, Load.NOON);
                some.clear();
            }
        }
    }

    /** Makes the next email, nobody accepted yet. */
    void begin() {
        EmailAddress from = EmailAddress.parse("news@load.example").orElseThrow();
        EmailContent content = new EmailContent("Load", "News", "Load", from, "Hello", "<p>Hello");
        EmailId email = store.emails()
                .create(account, new EmailDraft(content, new Selection.Everybody()), Optional.empty(), Load.NOON);
        store.emails().startSending(account, email, Load.NOON);
        current = Optional.of(email);
        emails++;
    }

    /** Accepts all of it. */
    void accept() {
        EmailId email = current.orElseThrow();
        int accepted = store.emails().acceptNext(email, CHUNK, Load.NOON);
        while (accepted > 0) {
            accepted = store.emails().acceptNext(email, CHUNK, Load.NOON);
        }
    }

    /** The number of the message to the first contact; the others follow in order. A store counts them from 1. */
    long firstMessage() {
        return 1 + (emails - 1) * recipients;
    }
}
