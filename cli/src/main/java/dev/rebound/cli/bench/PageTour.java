package dev.rebound.cli.bench;

import dev.rebound.bench.history.LongHistory;
import dev.rebound.core.address.AddressKey;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.RecipientFilter.Group;
import dev.rebound.server.Ports;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/** Visits every page of an account and of the operator, and says how long each took. */
final class PageTour {

    /** A prime, so that the contacts visited come in no order. */
    private static final int PRIME = 7_919;
    /** Visits before any is timed. */
    private static final int WARM_UP = 20;
    /** Of what looks at a million rows. */
    private static final int FEW_VISITS = 5;

    private static final List<String> OF_ACCOUNT = List.of(
            "/emails",
            "/emails/new",
            "/contacts",
            "/suppressions/suspected",
            "/policy",
            "/audit",
            "/people",
            "/api-keys",
            "/webhooks",
            "/queue",
            "/submitted");
    private static final List<String> OF_OPERATOR = List.of(
            "/operator",
            "/operator/accounts",
            "/operator/global-bounces",
            "/operator/quarantine",
            "/operator/queue",
            "/operator/guard",
            "/operator/warm-up",
            "/rules",
            "/rules/workbench",
            "/rules/history",
            "/me");

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
        for (Group group : Group.values()) {
            time("recipients, " + group, i -> email.apply(i) + "/recipients?group=" + group);
        }
        time("recipients, one reason", i -> email.apply(i) + "/recipients?group=HARD&reason=UNKNOWN_USER");
        time(
                "recipients, deep",
                i -> email.apply(i) + "/recipients?group=SENT&after="
                        + ((emails.get(i % emails.size()).value() - 1) * contacts + some(i, contacts)));
        time(
                "recipients, searched bounces",
                i -> email.apply(i) + "/recipients?group=HARD&search=person" + some(i, contacts));
        few(
                "recipients, searched in all",
                i -> email.apply(i) + "/recipients?group=SENT&search=person" + some(i, contacts));
        time("performance", i -> email.apply(i) + "/performance");
        time("content", i -> email.apply(i) + "/content");
        time("contact", i -> own + "/contacts/" + contactOf(ports, account, some(i, contacts)));
        few("contacts, searched", i -> own + "/contacts?search=person" + some(i, contacts));
        time("suppressions", i -> own + "/suppressions");
        time("suppressions, one reason", i -> own + "/suppressions?reason=SPAM");
        time("suppressions, searched", i -> own + "/suppressions?search=person" + some(i, contacts));
        for (String page : OF_ACCOUNT) {
            time(page, i -> own + page);
        }
        for (String page : OF_OPERATOR) {
            time(page, i -> page);
        }
        print(
                "export of hard bounces, first octets",
                visitor.firstOctets(FEW_VISITS, i -> email.apply(i) + "/recipients.csv?group=HARD"));
        print("export of all, first octets", visitor.firstOctets(1, i -> email.apply(i) + "/recipients.csv"));
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

    private void few(String what, IntFunction<String> paths) throws IOException, InterruptedException {
        print(what, visitor.visit(FEW_VISITS, 1, paths));
    }

    private void print(String what, PageVisitor.Times times) {
        out.printf(Locale.ROOT, "%-36s %9.1f %9.1f %9.1f%n", what, times.median(), times.most95(), times.most());
        out.flush();
    }
}
