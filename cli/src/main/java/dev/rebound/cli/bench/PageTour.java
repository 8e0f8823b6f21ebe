package dev.rebound.cli.bench;

import dev.rebound.bench.history.LongHistory;
import dev.rebound.core.address.AddressKey;
import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.email.EmailContent;
import dev.rebound.engine.email.EmailDraft;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.RecipientFilter.Group;
import dev.rebound.engine.email.Selection;
import dev.rebound.engine.guard.Circuit;
import dev.rebound.server.Ports;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;

/** Visits every page of an account and of the operator, and says how long each took. */
final class PageTour {

    /** A prime, so that the contacts visited come in no order. */
    private static final int PRIME = 7_919;
    /** Visits before any is timed. */
    private static final int WARM_UP = 20;
    /** How many domains contacts have. */
    private static final int DOMAINS = 1_000;
    /** Of what reads to its end, or looks at a million contacts. */
    private static final int FEW_VISITS = 5;

    /** Every page of an account that is not about one of many. */
    private static final List<String> OF_ACCOUNT = List.of(
            "/start",
            "/emails",
            "/emails/new",
            "/contacts",
            "/contacts/new",
            "/contacts/import",
            "/one-to-one",
            "/one-to-one/templates",
            "/inboxes",
            "/sequences",
            "/suppressions/suspected",
            "/suppressions/bulk-changes",
            "/policy",
            "/deliverability",
            "/domains",
            "/audit",
            "/people",
            "/api-keys",
            "/webhooks",
            "/queue",
            "/submitted");

    /** Of an email that has not been sent. */
    private static final List<String> OF_DRAFT = List.of("/edit", "/content", "/files", "/test", "/send");

    /** Of the same: they look at all contacts. */
    private static final List<String> OF_ELIGIBILITY = List.of("/send?count=yes", "/left-out");

    private static final List<String> OF_CONTACT = List.of("", "/address?email=new@d1.example.org", "/erase");

    private static final List<String> OF_OPERATOR = List.of(
            "/operator",
            "/operator/accounts",
            "/operator/people",
            "/operator/global-bounces",
            "/operator/intake",
            "/operator/quarantine",
            "/operator/queue",
            "/operator/guard",
            "/operator/nodes",
            "/operator/event-sources",
            "/operator/warm-up",
            "/operator/audit",
            "/rules",
            "/rules/workbench",
            "/rules/history",
            "/help",
            "/design",
            "/me",
            "/me/password");

    private final PageVisitor visitor;
    private final PrintStream out;
    private final int visits;

    PageTour(PageVisitor visitor, PrintStream out, int visits) {
        this.visitor = visitor;
        this.out = out;
        this.visits = visits;
    }

    /** All of it. */
    void take(Ports ports, AccountId account, List<EmailId> emails, int contacts)
            throws IOException, InterruptedException {
        String own = "/a/" + account;
        IntFunction<String> email = i -> own + "/emails/" + emails.get(i % emails.size());
        out.printf(Locale.ROOT, "%-36s %9s %9s %9s%n", "page, in ms", "median", "95 %", "most");
        ofEmails(email, emails, contacts);
        ofContacts(ports, account, contacts);
        String draft = own + "/emails/" + draft(ports, account);
        for (String page : OF_DRAFT) {
            time("draft" + page, i -> draft + page);
        }
        for (String page : OF_ELIGIBILITY) {
            print("draft" + page, visitor.visit(FEW_VISITS, 1, i -> draft + page));
        }
        time("suppressions", i -> own + "/suppressions");
        time("suppressions, one reason", i -> own + "/suppressions?reason=SPAM");
        time("suppressions, searched", i -> own + "/suppressions?search=person" + some(i, contacts));
        for (String page : OF_ACCOUNT) {
            time(page, i -> own + page);
        }
        for (String page : OF_OPERATOR) {
            time(page, i -> page);
        }
        List<Circuit> circuits = ports.guarding().page(Optional.empty(), 1);
        if (!circuits.isEmpty()) {
            time(
                    "/operator/guard, one",
                    i -> "/operator/guard/" + circuits.getFirst().id());
        }
        print(
                "export of hard bounces, first octets",
                visitor.firstOctets(FEW_VISITS, i -> email.apply(i) + "/recipients.csv?group=HARD"));
        print("export of all, first octets", visitor.firstOctets(1, i -> email.apply(i) + "/recipients.csv"));
    }

    private void ofEmails(IntFunction<String> email, List<EmailId> emails, int contacts)
            throws IOException, InterruptedException {
        for (Group group : Group.values()) {
            time("recipients, " + group, i -> email.apply(i) + "/recipients?group=" + group);
        }
        IntFunction<String> recipients = i -> email.apply(i) + "/recipients?group=";
        time("recipients, one reason", i -> recipients.apply(i) + "HARD&reason=UNKNOWN_USER");
        time("recipients, sorted by reason", i -> recipients.apply(i) + "SENT&order=REASON");
        time("recipients, sorted by address", i -> recipients.apply(i) + "HARD&reason=SPAM&order=ADDRESS");
        time("recipients, all by address", i -> recipients.apply(i) + "SENT&order=ADDRESS");
        time("recipients, hard by address", i -> recipients.apply(i) + "HARD&order=ADDRESS");
        time("recipients, all by time", i -> recipients.apply(i) + "SENT&order=LATEST");
        time("recipients, hard by time", i -> recipients.apply(i) + "HARD&order=LATEST");
        time("recipients, global by time", i -> recipients.apply(i) + "GLOBAL&order=LATEST");
        time(
                "recipients, deep",
                i -> recipients.apply(i) + "SENT&after="
                        + ((emails.get(i % emails.size()).value() - 1) * contacts + some(i, contacts)));
        time(
                "recipients, one open",
                i -> recipients.apply(i) + "SENT&show="
                        + ((emails.get(i % emails.size()).value() - 1) * contacts + some(i, contacts)));
        time("recipients, searched bounces", i -> recipients.apply(i) + "HARD&search=person" + some(i, contacts));
        time("recipients, searched in all", i -> recipients.apply(i) + "SENT&search=person" + some(i, contacts));
        time("recipients, a domain in all", i -> recipients.apply(i) + "SENT&search=d" + i % DOMAINS + ".example");
        time("recipients, a common name", i -> recipients.apply(i) + "SENT&search=pat");
        time("performance", i -> email.apply(i) + "/performance");
        time("content", i -> email.apply(i) + "/content");
    }

    private void ofContacts(Ports ports, AccountId account, int contacts) throws IOException, InterruptedException {
        String list = "/a/" + account + "/contacts";
        for (String page : OF_CONTACT) {
            time(
                    "contact" + page.replaceAll("\\?.*", ""),
                    i -> list + "/" + contactOf(ports, account, some(i, contacts)) + page);
        }
        time("contacts, searched", i -> list + "?search=person" + some(i, contacts));
        time("contacts, a domain", i -> list + "?search=d" + i % DOMAINS + ".example");
        time("contacts, a common name", i -> list + "?search=pat");
    }

    private static EmailId draft(Ports ports, AccountId account) {
        EmailContent content = new EmailContent(
                "Draft", "News", "Load", EmailAddress.parse("news@load.example").orElseThrow(), "Hello", "<p>Hello");
        return ports.emails()
                .create(account, new EmailDraft(content, new Selection.Everybody()), Optional.empty(), Instant.now());
    }

    /** The number of a contact, a different one each time. */
    private static long some(int i, int contacts) {
        return 1 + (long) i * PRIME % contacts;
    }

    private static String contactOf(Ports ports, AccountId account, long number) {
        return ports.contacts()
                .findByAddress(account, new AddressKey(LongHistory.addressOf(number)))
                .orElseThrow()
                .contact()
                .id()
                .toString();
    }

    private void time(String what, IntFunction<String> paths) throws IOException, InterruptedException {
        print(what, visitor.visit(visits, WARM_UP, paths));
    }

    private void print(String what, PageVisitor.Times times) {
        out.printf(Locale.ROOT, "%-36s %9.1f %9.1f %9.1f%n", what, times.median(), times.most95(), times.most());
        out.flush();
    }
}
