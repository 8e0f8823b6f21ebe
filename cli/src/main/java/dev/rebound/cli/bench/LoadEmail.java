package dev.rebound.cli.bench;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.account.Accounts;
import dev.rebound.engine.contact.Contacts;
import dev.rebound.engine.contact.NewContact;
import dev.rebound.engine.email.EmailContent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** What measurements send, and to whom. */
final class LoadEmail {

    private static final int CONTACTS_AT_ONCE = 5_000;
    /** What head and way out take of a message, in octets. */
    private static final int AROUND_OCTETS = 700;

    private static final String LINE = "x".repeat(75) + "\n";

    private LoadEmail() {}

    static EmailAddress address(String text) {
        return EmailAddress.parse(text).orElseThrow();
    }

    /** The content of an email whose messages have about this size, and greet their reader by name. */
    static EmailContent content(int octets) {
        String text = "Good news for {{firstname}}\n" + LINE.repeat(Math.max(0, octets - AROUND_OCTETS) / 77);
        return new EmailContent("Load", "News for {{firstname}}", "Shop", address("news@shop.example"), text, "");
    }

    /** A new account with this many contacts, each at the address that is named for it. */
    static AccountId account(Accounts accounts, Contacts contacts, int number, IntFunction<String> addresses) {
        AccountId account = accounts.create("Load", Instant.now());
        for (int from = 0; from < number; from += CONTACTS_AT_ONCE) {
            List<NewContact> some = new ArrayList<>();
            for (int i = from; i < Math.min(number, from + CONTACTS_AT_ONCE); i++) {
                some.add(new NewContact(address(addresses.apply(i)), "Pat", "Number " + i));
            }
            contacts.save(account, some, Instant.now());
        }
        return account;
    }
}
