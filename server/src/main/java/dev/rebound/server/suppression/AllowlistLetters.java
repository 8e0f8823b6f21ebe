package dev.rebound.server.suppression;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.email.Emails;
import dev.rebound.engine.suppression.SuppressedAddress;
import dev.rebound.server.i18n.Language;
import dev.rebound.server.i18n.Wording;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Letters that ask whoever runs an address's mail to let ours in, with what they need to know to do so. */
public final class AllowlistLetters {

    private final Emails emails;
    private final SenderFacts sender;

    AllowlistLetters(Emails emails, SenderFacts sender) {
        this.emails = emails;
        this.sender = sender;
    }

    /**
     * A letter in one language.
     *
     * @param text subject and body, ready to be copied
     */
    public record Letter(Language language, String subject, String text) {}

    /** One in each language. */
    List<Letter> of(AccountId account, SuppressedAddress suppressed, ZoneId zone) {
        List<Letter> letters = new ArrayList<>();
        for (Language language : Language.values()) {
            letters.add(letter(account, suppressed, new Wording(language, zone)));
        }
        return letters;
    }

    private Letter letter(AccountId account, SuppressedAddress suppressed, Wording words) {
        String address = suppressed.address().value();
        String domain = address.substring(address.lastIndexOf('@') + 1);
        String from = suppressed
                .email()
                .flatMap(email -> emails.find(account, email))
                .map(email -> email.content().from().text())
                .map(text -> text.substring(text.lastIndexOf('@') + 1))
                .orElse("");
        List<String> facts = new ArrayList<>();
        if (!from.isEmpty()) {
            facts.add(words.text("allowlist.from", from));
        }
        facts.add(words.text("allowlist.return-path", sender.bounceDomain()));
        facts.add(words.text("allowlist.hello", sender.helloName()));
        if (!sender.addresses().isEmpty()) {
            facts.add(words.text("allowlist.addresses", String.join(", ", sender.addresses())));
        }
        String since = words.date(suppressed.suppression().since());
        String text = words.text("allowlist.greeting") + "\n\n"
                + words.text(
                        "allowlist.what",
                        address,
                        since,
                        words.name(suppressed.suppression().reason())) + "\n\n"
                + words.text("allowlist.ask", domain) + "\n\n"
                + String.join("\n", facts) + "\n\n"
                + words.text("allowlist.thanks");
        return new Letter(words.language(), words.text("allowlist.subject", domain), text);
    }
}
