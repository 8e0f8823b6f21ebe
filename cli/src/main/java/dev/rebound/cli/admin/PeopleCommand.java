package dev.rebound.cli.admin;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.account.Account;
import dev.rebound.engine.account.Membership;
import dev.rebound.engine.account.People.NewPerson;
import dev.rebound.engine.account.Role;
import dev.rebound.engine.account.User;
import dev.rebound.engine.audit.AuditAction;
import dev.rebound.engine.audit.AuditLog.AuditEntry;
import dev.rebound.server.session.Passwords;
import dev.rebound.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rebound people}. */
@Command(
        name = "people",
        header = "List the people who can sign in, add one, or give one a new password.",
        description =
                "With SQLite the server must be stopped. Passwords made here are shown once, and have to be changed"
                        + " at the next sign-in.",
        footer = {
            "",
            "Examples:",
            "  rebound people list",
            "  rebound people create kim@example.com --name \"Kim Lee\" --role 1=MARKETER",
            "  rebound people reset-password operator"
        },
        mixinStandardHelpOptions = true)
public final class PeopleCommand {

    /** In the audit log. */
    private static final String BY = "command line";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    private final Passwords passwords = new Passwords();

    /** {@code list}. */
    @Command(name = "list", header = "Everybody, with their roles.", mixinStandardHelpOptions = true)
    int list(
            @Mixin StoreOptions options,
            @Option(names = "--output", defaultValue = "text", description = "${COMPLETION-CANDIDATES}")
                    OutputFormat output) {
        try (Store store = options.open()) {
            Listing listing = new Listing("id", "login", "name", "operator", "locked", "roles");
            store.people()
                    .all()
                    .forEach(user -> listing.add(
                            user.id(),
                            user.login(),
                            user.name(),
                            user.operator(),
                            user.settings().isLocked(),
                            roles(user)));
            listing.print(spec.commandLine().getOut(), output);
        }
        return 0;
    }

    private static String roles(User user) {
        return user.memberships().stream()
                .map(each -> each.account() + "=" + each.role())
                .collect(Collectors.joining(" "));
    }

    /** {@code create}. */
    @Command(name = "create", header = "A new person.", mixinStandardHelpOptions = true)
    int create(
            @Mixin StoreOptions options,
            @Parameters(paramLabel = "LOGIN", description = "For example the email address.") String login,
            @Option(names = "--name", required = true, description = "The person's name.") String name,
            @Option(names = "--operator", description = "Makes an operator.") boolean operator,
            @Option(
                            names = "--role",
                            paramLabel = "ACCOUNT=ROLE",
                            description = "What the person is in an account, by its number: ${COMPLETION-CANDIDATES}."
                                    + " May be given again.")
                    Map<Long, Role> roles) {
        String wanted = login.strip().toLowerCase(Locale.ROOT);
        Map<Long, Role> given = roles == null ? Map.of() : roles;
        if (!User.canBeLogin(wanted) || !Account.canBeName(name)) {
            return refuse(
                    "A login has 1 to 100 letters, digits and . _ @ + -; a name 1 to 200 characters on one line.");
        }
        try (Store store = options.open()) {
            Optional<Long> unknown = given.keySet().stream()
                    .filter(id -> id < 1
                            || id > AccountId.MAX
                            || store.accounts().find(new AccountId(id)).isEmpty())
                    .findFirst();
            if (unknown.isPresent()) {
                return refuse("There is no account " + unknown.get() + ".");
            }
            List<Membership> memberships = given.entrySet().stream()
                    .map(each -> new Membership(new AccountId(each.getKey()), each.getValue()))
                    .toList();
            String password = Passwords.random();
            Optional<User> made = store.people()
                    .create(new NewPerson(wanted, name.strip(), passwords.hash(password), operator, true, memberships));
            if (made.isEmpty()) {
                return refuse("Somebody has the login " + wanted + " already.");
            }
            note(store, AuditAction.USER_CREATED, wanted);
            tell(wanted, password);
            return 0;
        }
    }

    /** {@code reset-password}. */
    @Command(
            name = "reset-password",
            header = "Give somebody a new password, and end all their sessions.",
            mixinStandardHelpOptions = true)
    int resetPassword(
            @Mixin StoreOptions options, @Parameters(paramLabel = "LOGIN", description = "Who.") String login) {
        try (Store store = options.open()) {
            Optional<User> user = store.people().find(login.strip());
            if (user.isEmpty()) {
                return refuse("Nobody has the login " + login.strip() + ".");
            }
            String password = Passwords.random();
            store.people().setPassword(user.get().id(), passwords.hash(password), true);
            store.sessions().closeAll(user.get().id(), Optional.empty());
            note(store, AuditAction.PASSWORD_CHANGED, user.get().login());
            tell(user.get().login(), password);
            return 0;
        }
    }

    private static void note(Store store, AuditAction action, String login) {
        store.auditLog().append(new AuditEntry(Instant.now(), Optional.empty(), BY, action, login, ""));
    }

    private void tell(String login, String password) {
        spec.commandLine()
                .getOut()
                .println("Sign in with " + login + " / " + password + " and choose another password.");
        spec.commandLine().getOut().flush();
    }

    private int refuse(String why) {
        spec.commandLine().getErr().println(why);
        spec.commandLine().getErr().flush();
        return 2;
    }
}
