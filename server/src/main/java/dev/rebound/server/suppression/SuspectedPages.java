package dev.rebound.server.suppression;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.address.EmailAddress;
import dev.rebound.engine.account.Permission;
import dev.rebound.engine.email.Emails;
import dev.rebound.engine.suppression.SuppressedAddress;
import dev.rebound.engine.suppression.Suppressions;
import dev.rebound.engine.suppression.SuspectedFalse;
import dev.rebound.server.i18n.Language;
import dev.rebound.server.i18n.Wording;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.Visit;
import io.javalin.http.NotFoundResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Suppressions that may be false, each with what speaks for the address, and the letter with which one asks a receiving
 * postmaster to let mail in.
 */
public final class SuspectedPages implements Feature {

    private static final int ROWS = 50;
    private static final String LIST = "/a/{account}/suppressions/suspected";

    private final Suppressions suppressions;
    private final Emails emails;
    private final SenderFacts sender;

    SuspectedPages(Suppressions suppressions, Emails emails, SenderFacts sender) {
        this.suppressions = suppressions;
        this.emails = emails;
        this.sender = sender;
    }

    @Override
    public void register(Routes routes) {
        routes.get(LIST, Access.to(Permission.VIEW), this::list)
                .get("/a/{account}/suppressions/allowlist", Access.to(Permission.VIEW), this::letter);
    }

    /** A page of the list. */
    public record SuspectedList(List<SuspectedFalse> rows, boolean isFirst, Optional<AddressKey> next) {}

    private void list(Visit visit) {
        Optional<AddressKey> after = EmailAddress.parse(visit.query("after")).map(EmailAddress::key);
        List<SuspectedFalse> found = suppressions.suspected(visit.account(), after, ROWS + 1);
        List<SuspectedFalse> page = found.subList(0, Math.min(ROWS, found.size()));
        Optional<AddressKey> next =
                found.size() > ROWS ? Optional.of(page.getLast().suppressed().address()) : Optional.empty();
        visit.page("suppressions/suspected.jte", new SuspectedList(page, after.isEmpty(), next));
    }

    /**
     * A letter in one language.
     *
     * @param text subject and body, ready to be copied
     */
    public record Letter(Language language, String subject, String text) {}

    /** The letters for one suppressed address. */
    public record Letters(SuppressedAddress suppressed, List<Letter> letters) {}

    private void letter(Visit visit) {
        SuppressedAddress suppressed = EmailAddress.parse(visit.query("address"))
                .flatMap(address -> suppressions.find(visit.account(), address.key()))
                .orElseThrow(NotFoundResponse::new);
        List<Letter> letters = new ArrayList<>();
        for (Language language : Language.values()) {
            letters.add(letter(
                    visit, suppressed, new Wording(language, visit.wording().zone())));
        }
        visit.page("suppressions/allowlist.jte", new Letters(suppressed, letters));
    }

    private Letter letter(Visit visit, SuppressedAddress suppressed, Wording words) {
        String address = suppressed.address().value();
        String domain = address.substring(address.lastIndexOf('@') + 1);
        String from = suppressed
                .email()
                .flatMap(email -> emails.find(visit.account(), email))
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
