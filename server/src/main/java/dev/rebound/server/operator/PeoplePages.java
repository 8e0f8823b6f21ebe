package dev.rebound.server.operator;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.account.Account;
import dev.rebound.engine.account.Membership;
import dev.rebound.engine.account.Role;
import dev.rebound.engine.account.User;
import dev.rebound.server.operator.AccountDesk.NewUser;
import dev.rebound.server.operator.AccountDesk.UserProblem;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.Visit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Accounts and people, and making them. */
public final class PeoplePages implements Feature {

    private static final String ACCOUNTS = "/operator/accounts";
    private static final String PEOPLE = "/operator/people";

    private final OperatorPorts ports;

    PeoplePages(OperatorPorts ports) {
        this.ports = ports;
    }

    @Override
    public void register(Routes routes) {
        routes.get(ACCOUNTS, Access.OPERATOR, visit -> showAccounts(visit, "", false))
                .post(ACCOUNTS, Access.OPERATOR, this::createAccount)
                .get(PEOPLE, Access.OPERATOR, visit -> showPeople(visit, emptyForm(), Set.of()))
                .post(PEOPLE, Access.OPERATOR, this::createUser);
    }

    /** The accounts, and the form for a new one. */
    public record AccountsPage(List<Account> accounts, String name, boolean isWrong) {}

    private void showAccounts(Visit visit, String name, boolean isWrong) {
        visit.http().status(isWrong ? 422 : 200);
        visit.page("operator/accounts.jte", new AccountsPage(ports.accounts().all(), name, isWrong));
    }

    private void createAccount(Visit visit) {
        String name = visit.form("name").strip();
        if (!Account.canBeName(name)) {
            showAccounts(visit, name, true);
            return;
        }
        Account made = ports.desk().createAccount(name, visit.by());
        visit.redirect("/a/" + made.id() + "/start", "note.account-created");
    }

    /** The people, and the form for a new one as it was filled in. */
    public record PeoplePage(List<User> people, List<Account> accounts, NewUser form, Set<UserProblem> problems) {

        /** The names of a person's accounts. */
        public String accountsOf(User user) {
            Map<AccountId, String> names = accounts.stream().collect(Collectors.toMap(Account::id, Account::name));
            return user.accounts().stream()
                    .map(id -> names.getOrDefault(id, id.toString()))
                    .collect(Collectors.joining(", "));
        }

        /** The role in an account that the form names, or an empty text. */
        public String roleIn(Account account) {
            return form.memberships().stream()
                    .filter(each -> each.account().equals(account.id()))
                    .map(each -> each.role().name())
                    .findFirst()
                    .orElse("");
        }

        /** The first of these problems that was found, as the end of its key; empty for none. */
        public String problem(List<UserProblem> candidates) {
            return candidates.stream()
                    .filter(problems::contains)
                    .map(Enum::name)
                    .findFirst()
                    .orElse("");
        }
    }

    private static NewUser emptyForm() {
        return new NewUser("", "", "", false, List.of());
    }

    private void showPeople(Visit visit, NewUser form, Set<UserProblem> problems) {
        visit.http().status(problems.isEmpty() ? 200 : 422);
        visit.page(
                "operator/people.jte",
                new PeoplePage(ports.people().people().all(), ports.accounts().all(), form, problems));
    }

    private void createUser(Visit visit) {
        List<AccountId> known = ports.accounts().all().stream().map(Account::id).toList();
        List<Membership> chosen = known.stream()
                .flatMap(account ->
                        visit.form("role-" + account, Role.class).stream().map(role -> new Membership(account, role)))
                .toList();
        NewUser wanted = new NewUser(
                visit.form("login"),
                visit.form("name"),
                visit.form("password"),
                visit.form("operator").equals("yes"),
                chosen);
        Set<UserProblem> problems = ports.desk().createUser(wanted, visit.by());
        if (problems.isEmpty()) {
            visit.redirect(PEOPLE, "note.person-added");
        } else {
            showPeople(visit, wanted, problems);
        }
    }
}
