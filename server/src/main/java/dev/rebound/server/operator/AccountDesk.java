package dev.rebound.server.operator;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.account.Account;
import dev.rebound.engine.account.Accounts;
import dev.rebound.engine.account.Membership;
import dev.rebound.engine.account.People;
import dev.rebound.engine.account.People.Change;
import dev.rebound.engine.account.People.NewPerson;
import dev.rebound.engine.account.Role;
import dev.rebound.engine.account.User;
import dev.rebound.engine.audit.AuditAction;
import dev.rebound.engine.audit.AuditLog;
import dev.rebound.engine.audit.AuditLog.AuditEntry;
import dev.rebound.server.session.PasswordRules;
import dev.rebound.server.session.PasswordRules.PasswordProblem;
import dev.rebound.server.session.Passwords;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Use case: an operator makes accounts and people. Audited. Thread-safe. */
public final class AccountDesk {

    /** A hash that no password has. */
    private static final String NO_PASSWORD = "-";

    private final Accounts accounts;
    private final People people;
    private final AuditLog audit;
    private final InstantSource clock;
    private final Passwords passwords = new Passwords();

    public AccountDesk(Accounts accounts, People people, AuditLog audit, InstantSource clock) {
        this.accounts = accounts;
        this.people = people;
        this.audit = audit;
        this.clock = clock;
    }

    /** What is wrong with a new person. */
    public enum UserProblem {
        /** Not 1 to 100 lower-case letters, digits and {@code . _ @ + -}. */
        LOGIN_FORM,
        LOGIN_TAKEN,
        NAME_FORM,
        PASSWORD_TOO_SHORT,
        PASSWORD_TOO_LONG,
        /** Among those that are guessed first. */
        PASSWORD_TOO_EASY,
        /** Little else than the login or the product's name. */
        PASSWORD_TOO_CLOSE,
        /** Neither an operator nor in any account. */
        NO_ACCOUNT;

        private static UserProblem of(PasswordProblem problem) {
            return switch (problem) {
                case TOO_SHORT -> PASSWORD_TOO_SHORT;
                case TOO_LONG -> PASSWORD_TOO_LONG;
                case TOO_EASY -> PASSWORD_TOO_EASY;
                case TOO_CLOSE -> PASSWORD_TOO_CLOSE;
            };
        }
    }

    /** A person as an operator describes them; the password is known to the operator, so it has to be changed. */
    public record NewUser(String login, String name, String password, boolean operator, List<Membership> memberships) {
        public NewUser {
            login = login.strip().toLowerCase(Locale.ROOT);
            name = name.strip();
            memberships = List.copyOf(memberships);
        }

        /** Does not show the password. */
        @Override
        public String toString() {
            return "NewUser[" + login + "]";
        }
    }

    /** Makes an account; the name has been checked. */
    public Account createAccount(String name, String by) {
        AccountId id = accounts.create(name, clock.instant());
        note(Optional.of(id), by, AuditAction.ACCOUNT_CREATED, name);
        return accounts.find(id).orElseThrow(() -> new IllegalStateException("an account was made and is gone"));
    }

    /** Makes a person who can sign in; empty if that is done, else what is wrong, and nothing was changed. */
    public Set<UserProblem> createUser(NewUser wanted, String by) {
        Set<UserProblem> problems = problemsOf(wanted);
        if (!problems.isEmpty()) {
            return problems;
        }
        Optional<User> user = people.create(new NewPerson(
                wanted.login(),
                wanted.name(),
                passwords.hash(wanted.password()),
                wanted.operator(),
                true,
                wanted.memberships()));
        if (user.isEmpty()) {
            return EnumSet.of(UserProblem.LOGIN_TAKEN);
        }
        note(Optional.empty(), by, AuditAction.USER_CREATED, wanted.login());
        return EnumSet.noneOf(UserProblem.class);
    }

    /** What came of making a person. */
    public sealed interface Created {
        record Done(User user) implements Created {}

        record Refused(UserProblem problem) implements Created {}
    }

    /** Makes a person who cannot sign in before having set a password by a link. */
    public Created createWithoutPassword(String login, String name, boolean operator, String by) {
        NewUser wanted = new NewUser(login, name, "", operator, List.of());
        Optional<UserProblem> problem = formOf(wanted).stream().findFirst();
        if (problem.isPresent()) {
            return new Created.Refused(problem.get());
        }
        Optional<User> user =
                people.create(new NewPerson(wanted.login(), wanted.name(), NO_PASSWORD, operator, false, List.of()));
        user.ifPresent(made -> note(Optional.empty(), by, AuditAction.USER_CREATED, made.login()));
        return user.<Created>map(Created.Done::new).orElseGet(() -> new Created.Refused(UserProblem.LOGIN_TAKEN));
    }

    /** Says what somebody is in an account; empty for nothing. */
    public Change setRole(User user, AccountId account, Optional<Role> role, String by) {
        boolean isMember = user.roleIn(account).isPresent();
        if (role.isEmpty()) {
            return noted(people.remove(user.id(), account), account, by, user.login());
        }
        if (isMember) {
            return noted(people.changeRole(user.id(), account, role.get()), account, by, user.login());
        }
        people.setRole(user.id(), account, role.get());
        return noted(Change.DONE, account, by, user.login());
    }

    private Change noted(Change change, AccountId account, String by, String login) {
        if (change == Change.DONE) {
            note(Optional.of(account), by, AuditAction.ROLE_CHANGED, login);
        }
        return change;
    }

    private static Set<UserProblem> formOf(NewUser wanted) {
        Set<UserProblem> problems = EnumSet.noneOf(UserProblem.class);
        if (!User.canBeLogin(wanted.login())) {
            problems.add(UserProblem.LOGIN_FORM);
        }
        if (!Account.canBeName(wanted.name())) {
            problems.add(UserProblem.NAME_FORM);
        }
        return problems;
    }

    private static Set<UserProblem> problemsOf(NewUser wanted) {
        Set<UserProblem> problems = formOf(wanted);
        PasswordRules.problemOf(wanted.password(), wanted.login())
                .map(UserProblem::of)
                .ifPresent(problems::add);
        if (!wanted.operator() && wanted.memberships().isEmpty()) {
            problems.add(UserProblem.NO_ACCOUNT);
        }
        return problems;
    }

    private void note(Optional<AccountId> account, String by, AuditAction action, String subject) {
        audit.append(new AuditEntry(clock.instant(), account, by, action, subject, ""));
    }
}
