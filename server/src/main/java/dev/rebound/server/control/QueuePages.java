package dev.rebound.server.control;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.account.Account;
import dev.rebound.engine.account.Accounts;
import dev.rebound.engine.account.Permission;
import dev.rebound.engine.control.Controls;
import dev.rebound.engine.control.WaitingDestination;
import dev.rebound.engine.control.WaitingQueue;
import dev.rebound.server.recipient.RuleNotes;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.Visit;
import java.util.List;
import java.util.Optional;

/** What waits, by destination, and for what: of an account for its people, of all for operators. */
public final class QueuePages implements Feature {

    private static final String OF_ACCOUNT = "/a/{account}/queue";
    private static final String OF_ALL = "/operator/queue";
    /** Destinations shown, those with most messages first. */
    private static final int DESTINATIONS_MAX = 50;

    private static final int NAME_LENGTH_MAX = 255;

    private final WaitingQueue queue;
    private final Controls controls;
    private final Accounts accounts;
    private final RuleNotes rules;

    public QueuePages(WaitingQueue queue, Controls controls, Accounts accounts, RuleNotes rules) {
        this.queue = queue;
        this.controls = controls;
        this.accounts = accounts;
        this.rules = rules;
    }

    @Override
    public void register(Routes routes) {
        routes.get(OF_ACCOUNT, Access.to(Permission.VIEW), v -> show(v, pathOf(v), Optional.of(v.account()), List.of()))
                .post(
                        OF_ACCOUNT + "/retry",
                        Access.to(Permission.STEER),
                        v -> retry(v, pathOf(v), Optional.of(v.account())))
                .get(OF_ALL, Access.OPERATOR, v -> show(v, OF_ALL, chosen(v.query("account")), accounts.all()))
                .post(OF_ALL + "/retry", Access.OPERATOR, v -> retry(v, OF_ALL, chosen(v.form("account"))));
    }

    private static String pathOf(Visit visit) {
        return "/a/" + visit.account() + "/queue";
    }

    /** The account that an operator looks at; all of them if none, or one that does not exist. */
    private Optional<AccountId> chosen(String id) {
        return accounts.all().stream()
                .map(Account::id)
                .filter(each -> each.toString().equals(id))
                .findFirst();
    }

    private void show(Visit visit, String path, Optional<AccountId> account, List<Account> choosable) {
        List<WaitingDestination> found = queue.destinations(account, DESTINATIONS_MAX + 1);
        List<QueueView.Line> lines = found.stream()
                .limit(DESTINATIONS_MAX)
                .map(each -> new QueueView.Line(each, hasRule(each)))
                .toList();
        visit.page(
                choosable.isEmpty() ? "queue/page.jte" : "queue/operator.jte",
                new QueueView(
                        path, account, choosable, lines, found.size() > DESTINATIONS_MAX, queue.scheduled(account)));
    }

    private boolean hasRule(WaitingDestination destination) {
        return destination
                .last()
                .flatMap(last -> rules.note(last.verdict().rule()))
                .isPresent();
    }

    private void retry(Visit visit, String path, Optional<AccountId> account) {
        String name = visit.form("destination");
        List<String> domains = name.length() > NAME_LENGTH_MAX ? List.of() : queue.domainsOf(account, name);
        int messages = controls.retryDestination(account, name, domains, visit.by());
        String chosen = visit.form("account").isEmpty()
                ? ""
                : account.map(id -> "?account=" + id).orElse("");
        visit.redirect(path + chosen, messages > 0 ? "note.retried" : "note.nothing-to-retry");
    }
}
