package dev.rebound.server.operator;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.account.Account;
import dev.rebound.engine.account.Accounts;
import dev.rebound.engine.account.User;
import dev.rebound.engine.audit.AuditAction;
import dev.rebound.engine.audit.AuditLog;
import dev.rebound.engine.audit.AuditLog.AuditEntry;
import dev.rebound.server.session.Passwords;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Use case: an operator makes accounts and people. Audited. Thread-safe. */
public final class AccountDesk {

    /** Longest name of an account or a person, in characters. */
    public static final int NAME_LENGTH_MAX = 200;

    private static final Pattern LOGIN = Pattern.compile("[a-z0-9][a-z0-9._@+-]{0,99}");

    /** So often used that they are guessed first; the longer lists begin with these. */
    private static final Set<String> GUESSED_FIRST = Set.of(
            "password",
            "password1",
            "password123",
            "passw0rd",
            "12345678",
            "123456789",
            "1234567890",
            "11111111",
            "qwertyui",
            "qwerty123",
            "iloveyou",
            "adminadmin",
            "administrator",
            "letmein1",
            "changeme",
            "woaini1314",
            "5201314520",
            "88888888",
            "00000000",
            "abcd1234",
            "a1234567",
            "1q2w3e4r",
            "zaq12wsx",
            "rebound1");

    private final Accounts accounts;
    private final AuditLog audit;
    private final InstantSource clock;
    private final Passwords passwords = new Passwords();

    public AccountDesk(Accounts accounts, AuditLog audit, InstantSource clock) {
        this.accounts = accounts;
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
        /** Among those that are guessed first, or the login itself. */
        PASSWORD_TOO_EASY,
        /** Neither an operator nor in any account. */
        NO_ACCOUNT
    }

    /** A person as an operator describes them. */
    public record NewUser(String login, String name, String password, boolean operator, List<AccountId> accounts) {
        public NewUser {
            login = login.strip().toLowerCase(Locale.ROOT);
            name = name.strip();
            accounts = List.copyOf(accounts);
        }

        /** Does not show the password. */
        @Override
        public String toString() {
            return "NewUser[" + login + "]";
        }
    }

    /** Whether a text can be the name of an account or a person. */
    public static boolean isName(String name) {
        return !name.isBlank()
                && name.length() <= NAME_LENGTH_MAX
                && name.codePoints().noneMatch(Character::isISOControl);
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
        Optional<User> user = accounts.createUser(
                wanted.login(), wanted.name(), passwords.hash(wanted.password()), wanted.operator(), wanted.accounts());
        if (user.isEmpty()) {
            return EnumSet.of(UserProblem.LOGIN_TAKEN);
        }
        note(Optional.empty(), by, AuditAction.USER_CREATED, wanted.login());
        return EnumSet.noneOf(UserProblem.class);
    }

    private Set<UserProblem> problemsOf(NewUser wanted) {
        Set<UserProblem> problems = EnumSet.noneOf(UserProblem.class);
        if (!LOGIN.matcher(wanted.login()).matches()) {
            problems.add(UserProblem.LOGIN_FORM);
        }
        if (!isName(wanted.name())) {
            problems.add(UserProblem.NAME_FORM);
        }
        String password = wanted.password();
        if (password.codePointCount(0, password.length()) < Passwords.LENGTH_MIN) {
            problems.add(UserProblem.PASSWORD_TOO_SHORT);
        } else if (password.length() > Passwords.LENGTH_MAX) {
            problems.add(UserProblem.PASSWORD_TOO_LONG);
        } else if (isEasy(password, wanted.login())) {
            problems.add(UserProblem.PASSWORD_TOO_EASY);
        }
        if (!wanted.operator() && wanted.accounts().isEmpty()) {
            problems.add(UserProblem.NO_ACCOUNT);
        }
        return problems;
    }

    private static boolean isEasy(String password, String login) {
        String plain = password.toLowerCase(Locale.ROOT);
        return GUESSED_FIRST.contains(plain)
                || plain.equals(login)
                || plain.chars().distinct().count() < 3;
    }

    private void note(Optional<AccountId> account, String by, AuditAction action, String subject) {
        audit.append(new AuditEntry(clock.instant(), account, by, action, subject, ""));
    }
}
