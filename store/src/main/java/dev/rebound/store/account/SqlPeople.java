package dev.rebound.store.account;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.account.Membership;
import dev.rebound.engine.account.People;
import dev.rebound.engine.account.Role;
import dev.rebound.engine.account.User;
import dev.rebound.store.database.Columns;
import dev.rebound.store.database.Database;
import dev.rebound.store.database.Micros;
import dev.rebound.store.database.NamedSql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

/** People on SQL. Thread-safe. */
public final class SqlPeople implements People {

    private static final NamedSql SQL = NamedSql.beside(SqlPeople.class, "people.sql");

    private final Database database;

    public SqlPeople(Database database) {
        this.database = database;
    }

    @Override
    public Optional<User> create(NewPerson person) {
        return database.write("a new person", handle -> {
            Optional<Long> id = handle.createQuery(SQL.get("createUser"))
                    .bind("login", lowerCase(person.login()))
                    .bind("name", person.name())
                    .bind("passwordHash", person.passwordHash())
                    .bind("operator", person.operator() ? 1 : 0)
                    .bind("mustChange", person.mustChangePassword() ? 1 : 0)
                    .map((row, context) -> row.getLong("id"))
                    .findOne();
            id.ifPresent(user -> person.memberships().forEach(each -> setRole(handle, user, each)));
            return id.flatMap(user -> find(handle, user));
        });
    }

    private static void setRole(Handle handle, long user, Membership membership) {
        handle.createUpdate(SQL.get("setRole"))
                .bind("user", user)
                .bind("account", membership.account().value())
                .bind("role", membership.role().name())
                .execute();
    }

    @Override
    public Optional<User> find(long id) {
        return database.read(handle -> find(handle, id));
    }

    private static Optional<User> find(Handle handle, long id) {
        return users(handle, handle.createQuery(SQL.get("findUser")).bind("id", id)).stream()
                .findFirst();
    }

    @Override
    public Optional<User> find(String login) {
        return database.read(handle ->
                users(handle, handle.createQuery(SQL.get("findUserByLogin")).bind("login", lowerCase(login))).stream()
                        .findFirst());
    }

    @Override
    public List<User> all() {
        return database.read(handle -> users(handle, handle.createQuery(SQL.get("allUsers"))));
    }

    @Override
    public List<User> of(AccountId account) {
        return database.read(handle ->
                users(handle, handle.createQuery(SQL.get("usersOfAccount")).bind("account", account.value())));
    }

    private static List<User> users(Handle handle, Query query) {
        return query.map((row, context) -> user(handle, row)).list();
    }

    private static User user(Handle handle, ResultSet row) throws SQLException {
        long id = row.getLong("id");
        return new User(
                id,
                row.getString("login"),
                row.getString("name"),
                row.getString("password_hash"),
                row.getInt("operator") == 1,
                memberships(handle, id),
                new User.Settings(
                        row.getInt("must_change_password") == 1,
                        row.getInt("locked") == 1,
                        Columns.optionalText(row, "language")));
    }

    private static List<Membership> memberships(Handle handle, long user) {
        return handle.createQuery(SQL.get("membershipsOfUser"))
                .bind("user", user)
                .map((row, context) ->
                        new Membership(new AccountId(row.getLong("account")), Role.valueOf(row.getString("role"))))
                .list();
    }

    private static String lowerCase(String login) {
        return login.toLowerCase(Locale.ROOT);
    }

    @Override
    public void setRole(long user, AccountId account, Role role) {
        database.write("a role", handle -> {
            setRole(handle, user, new Membership(account, role));
            return true;
        });
    }

    @Override
    public Change changeRole(long user, AccountId account, Role role) {
        return database.write(
                "a changed role",
                handle -> change(
                        handle, handle.createUpdate(SQL.get("changeRole")).bind("role", role.name()), user, account));
    }

    @Override
    public Change remove(long user, AccountId account) {
        return database.write(
                "a person taken out of an account",
                handle -> change(handle, handle.createUpdate(SQL.get("removeMember")), user, account));
    }

    private static Change change(Handle handle, Update update, long user, AccountId account) {
        int changed = update.bind("user", user).bind("account", account.value()).execute();
        if (changed == 1) {
            return Change.DONE;
        }
        boolean there = memberships(handle, user).stream()
                .anyMatch(each -> each.account().equals(account));
        return there ? Change.LAST_OWNER : Change.NOT_THERE;
    }

    @Override
    public void setPassword(long user, String passwordHash, boolean mustChange) {
        database.write("a new password", handle -> {
            handle.createUpdate(SQL.get("forgetPasswordLink"))
                    .bind("user", user)
                    .execute();
            return handle.createUpdate(SQL.get("setPassword"))
                    .bind("user", user)
                    .bind("passwordHash", passwordHash)
                    .bind("mustChange", mustChange ? 1 : 0)
                    .execute();
        });
    }

    @Override
    public void describe(long user, String name, Optional<String> language) {
        database.write(
                "a person's name and language",
                handle -> handle.createUpdate(SQL.get("describeUser"))
                        .bind("user", user)
                        .bind("name", name)
                        .bind("language", language.orElse(null))
                        .execute());
    }

    @Override
    public void lock(long user, boolean locked) {
        database.write(
                "a locked person",
                handle -> handle.createUpdate(SQL.get("lockUser"))
                        .bind("user", user)
                        .bind("locked", locked ? 1 : 0)
                        .execute());
    }

    // ---- Links

    @Override
    public void invite(Invitation invitation) {
        database.write("an invitation", handle -> {
            withdraw(handle, invitation.account(), invitation.login());
            return handle.createUpdate(SQL.get("invite"))
                    .bind("tokenHash", invitation.tokenHash())
                    .bind("account", invitation.account().value())
                    .bind("login", lowerCase(invitation.login()))
                    .bind("role", invitation.role().name())
                    .bind("by", invitation.by())
                    .bind("expiresAt", Micros.of(invitation.expiresAt()))
                    .execute();
        });
    }

    @Override
    public Optional<Invitation> invitation(String tokenHash, Instant now) {
        return database.read(handle -> handle.createQuery(SQL.get("invitation"))
                .bind("tokenHash", tokenHash)
                .bind("now", Micros.of(now))
                .map((row, context) -> invitation(row))
                .findOne());
    }

    @Override
    public List<Invitation> invitations(AccountId account, Instant now) {
        return database.read(handle -> handle.createQuery(SQL.get("invitationsOfAccount"))
                .bind("account", account.value())
                .bind("now", Micros.of(now))
                .map((row, context) -> invitation(row))
                .list());
    }

    private static Invitation invitation(ResultSet row) throws SQLException {
        return new Invitation(
                row.getString("token_hash"),
                new AccountId(row.getLong("account")),
                row.getString("login"),
                Role.valueOf(row.getString("role")),
                row.getString("invited_by"),
                Columns.instant(row, "expires_at"));
    }

    @Override
    public boolean withdraw(AccountId account, String login) {
        return database.write("an invitation withdrawn", handle -> withdraw(handle, account, login) == 1);
    }

    private static int withdraw(Handle handle, AccountId account, String login) {
        return handle.createUpdate(SQL.get("withdrawInvitation"))
                .bind("account", account.value())
                .bind("login", lowerCase(login))
                .execute();
    }

    @Override
    public boolean accept(String tokenHash, long user, Instant now) {
        return database.write("an invitation accepted", handle -> {
            Optional<Membership> membership = handle.createQuery(SQL.get("useInvitation"))
                    .bind("tokenHash", tokenHash)
                    .bind("now", Micros.of(now))
                    .map((row, context) ->
                            new Membership(new AccountId(row.getLong("account")), Role.valueOf(row.getString("role"))))
                    .findOne();
            membership.ifPresent(each -> setRole(handle, user, each));
            return membership.isPresent();
        });
    }

    @Override
    public void openPasswordLink(String tokenHash, long user, Instant expiresAt) {
        database.write(
                "a link for setting a password",
                handle -> handle.createUpdate(SQL.get("openPasswordLink"))
                        .bind("tokenHash", tokenHash)
                        .bind("user", user)
                        .bind("expiresAt", Micros.of(expiresAt))
                        .execute());
    }

    @Override
    public Optional<User> passwordLink(String tokenHash, Instant now) {
        return database.read(handle -> handle.createQuery(SQL.get("passwordLink"))
                .bind("tokenHash", tokenHash)
                .bind("now", Micros.of(now))
                .map((row, context) -> row.getLong("user_id"))
                .findOne()
                .flatMap(user -> find(handle, user)));
    }
}
