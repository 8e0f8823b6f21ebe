package dev.rebound.server.unsubscribe;

import dev.rebound.engine.account.Account;
import dev.rebound.engine.account.Accounts;
import dev.rebound.engine.contact.Contact;
import dev.rebound.engine.contact.Unsubscribing;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.Visit;
import java.net.URI;
import java.util.Optional;

/**
 * The page behind the link in an email. Looking at it changes nothing, because virus scanners and link
 * previews look too; a POST does, from the button here or from a mail program's own ("one-click",
 * RFC 8058, section 3.2), which sends no cookie and wants no page back.
 */
public final class UnsubscribePages implements Feature {

    private static final String PATH = "/unsubscribe/";
    /** What the links of test emails end with; no signed token is that short. */
    private static final String TEST = "test";

    /** The field by which the page's other button asks to be written to again. */
    private static final String AGAIN = "again";

    private final Unsubscribing unsubscribing;
    private final Accounts accounts;

    public UnsubscribePages(Unsubscribing unsubscribing, Accounts accounts) {
        this.unsubscribing = unsubscribing;
        this.accounts = accounts;
    }

    /** The link that ends with a token. */
    public static URI link(URI pages, String token) {
        String base = pages.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + PATH + token);
    }

    /** The link in a test email; it unsubscribes nobody. */
    public static URI testLink(URI pages) {
        return link(pages, TEST);
    }

    /**
     * What the page shows.
     *
     * @param token what the link ends with
     * @param sender name of the account that writes
     * @param address of the recipient, redacted: mail is forwarded, links and all
     * @param unsubscribed as things stand now
     * @param changed whether that was done just now
     */
    public record Choice(String token, String sender, String address, boolean unsubscribed, boolean changed) {}

    @Override
    public void register(Routes routes) {
        routes.get(PATH + "{token}", Access.SIGNED_LINK, this::ask)
                .post(PATH + "{token}", Access.SIGNED_LINK, this::set);
    }

    private void ask(Visit visit) {
        String token = visit.http().pathParam("token");
        show(visit, token, unsubscribing.holder(token), false);
    }

    private void set(Visit visit) {
        String token = visit.http().pathParam("token");
        show(visit, token, unsubscribing.set(token, visit.form(AGAIN).isEmpty()), true);
    }

    private void show(Visit visit, String token, Optional<Contact> contact, boolean changed) {
        visit.http().header("X-Robots-Tag", "noindex");
        if (token.equals(TEST)) {
            visit.page("unsubscribe/test.jte");
            return;
        }
        if (contact.isEmpty()) {
            visit.http().status(404);
            visit.page("unsubscribe/unknown.jte");
            return;
        }
        String sender =
                accounts.find(contact.get().account()).map(Account::name).orElse("");
        String address = contact.get().email().key().toString();
        boolean unsubscribed = contact.get().unsubscribedAt().isPresent();
        visit.page("unsubscribe/page.jte", new Choice(token, sender, address, unsubscribed, changed));
    }
}
