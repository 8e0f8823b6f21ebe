package dev.rebound.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.account.Account;
import dev.rebound.engine.account.ApiKey;
import dev.rebound.engine.account.ApiKeys.NewKey;
import dev.rebound.engine.account.KeyScope;
import dev.rebound.engine.account.Membership;
import dev.rebound.engine.account.People.Change;
import dev.rebound.engine.account.People.Invitation;
import dev.rebound.engine.account.People.NewPerson;
import dev.rebound.engine.account.Role;
import dev.rebound.engine.account.Session;
import dev.rebound.engine.account.User;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store of accounts, people, sessions and keys promises. */
abstract class AccountsContract extends PortContract {

    private static final Instant LATER = World.NOON.plusSeconds(3_600);

    private User user(String login, Membership... memberships) {
        return ports.people()
                .create(new NewPerson(login, "Ann Lee", "hash", false, false, List.of(memberships)))
                .orElseThrow();
    }

    private User now(User user) {
        return ports.people().find(user.id()).orElseThrow();
    }

    @Test
    void accountsAreFoundAndListedById() {
        AccountId first = ports.accounts().create("Acme", World.NOON);
        AccountId second = ports.accounts().create("Globex", LATER);

        assertEquals(
                List.of(new Account(first, "Acme", World.NOON), new Account(second, "Globex", LATER)),
                ports.accounts().all());
        assertEquals(Optional.of("Globex"), ports.accounts().find(second).map(Account::name));
        assertEquals(Optional.empty(), ports.accounts().find(new AccountId(99)));
    }

    // ---- People

    @Test
    void aLoginIsTakenOnceInAnyCase() {
        Membership member = new Membership(world.account(), Role.SALES);
        User ann = user("Ann@Acme.example", member);

        assertEquals(
                Optional.empty(),
                ports.people().create(new NewPerson("ann@acme.EXAMPLE", "Other", "hash", true, false, List.of())));
        assertEquals("ann@acme.example", ann.login());
        assertEquals(List.of(member), ann.memberships());
        assertEquals(User.Settings.NONE, ann.settings());
        assertEquals(Optional.of(ann), ports.people().find("ANN@acme.example"));
        assertEquals(Optional.of(ann), ports.people().find(ann.id()));
        assertEquals(List.of(ann), ports.people().all());
        assertEquals(List.of(ann), ports.people().of(member.account()));
        assertEquals(List.of(), ports.people().of(world.account()));
    }

    @Test
    void anAccountIsNeverLeftWithoutAnOwner() {
        AccountId account = world.account();
        AccountId other = world.account();
        User ann = user("ann", new Membership(account, Role.OWNER));
        User bob = user("bob", new Membership(account, Role.MARKETER), new Membership(other, Role.OWNER));

        assertEquals(Change.LAST_OWNER, ports.people().changeRole(ann.id(), account, Role.SALES));
        assertEquals(Change.LAST_OWNER, ports.people().remove(ann.id(), account));
        assertEquals(Change.NOT_THERE, ports.people().changeRole(ann.id(), other, Role.SALES));
        assertEquals(Change.NOT_THERE, ports.people().remove(ann.id(), other));
        assertEquals(Change.DONE, ports.people().changeRole(ann.id(), account, Role.OWNER));

        assertEquals(Change.DONE, ports.people().changeRole(bob.id(), account, Role.OWNER));
        assertEquals(Change.DONE, ports.people().changeRole(ann.id(), account, Role.READ_ONLY));
        assertEquals(Optional.of(Role.READ_ONLY), now(ann).roleIn(account));
        assertEquals(Change.DONE, ports.people().remove(ann.id(), account));
        assertEquals(List.of(), now(ann).memberships());
        assertEquals(2, now(bob).memberships().size());
    }

    @Test
    void whatIsKnownOfAPersonCanBeChanged() {
        User ann = user("ann");
        ports.people().setPassword(ann.id(), "other hash", true);
        ports.people().describe(ann.id(), "Ann B.", Optional.of("zh-CN"));
        ports.people().lock(ann.id(), true);

        User changed = now(ann);
        assertEquals("other hash", changed.passwordHash());
        assertEquals("Ann B.", changed.name());
        assertEquals(new User.Settings(true, true, Optional.of("zh-CN")), changed.settings());

        ports.people().setPassword(ann.id(), "third hash", false);
        ports.people().lock(ann.id(), false);
        ports.people().describe(ann.id(), "Ann", Optional.empty());
        assertEquals(User.Settings.NONE, now(ann).settings());
    }

    @Test
    void anInvitationIsUsedOnceAndBeforeItExpires() {
        AccountId account = world.account();
        User ann = user("ann");
        Invitation first = new Invitation("hash-1", account, "ann", Role.SALES, "olga", LATER);
        Invitation second = new Invitation("hash-2", account, "ann", Role.MARKETER, "olga", LATER);
        ports.people().invite(first);
        ports.people().invite(second);

        assertEquals(Optional.empty(), ports.people().invitation("hash-1", World.NOON));
        assertEquals(Optional.of(second), ports.people().invitation("hash-2", World.NOON));
        assertEquals(Optional.empty(), ports.people().invitation("hash-2", LATER));
        assertEquals(List.of(second), ports.people().invitations(account, World.NOON));
        assertEquals(List.of(), ports.people().invitations(account, LATER));
        assertEquals(List.of(), ports.people().invitations(world.account(), World.NOON));
        assertFalse(ports.people().accept("hash-2", ann.id(), LATER));

        assertTrue(ports.people().accept("hash-2", ann.id(), World.NOON));
        assertFalse(ports.people().accept("hash-2", ann.id(), World.NOON));
        assertEquals(Optional.of(Role.MARKETER), now(ann).roleIn(account));
    }

    @Test
    void anInvitationIsWithdrawnByItsAccountOnly() {
        AccountId account = world.account();
        ports.people().invite(new Invitation("hash-1", account, "ann", Role.SALES, "olga", LATER));

        assertFalse(ports.people().withdraw(world.account(), "ann"));
        assertTrue(ports.people().withdraw(account, "Ann"));
        assertFalse(ports.people().withdraw(account, "ann"));
    }

    @Test
    void aLinkForAPasswordIsGoneOnceThePasswordIsSet() {
        User ann = user("ann");
        ports.people().openPasswordLink("hash-1", ann.id(), LATER);
        ports.people().openPasswordLink("hash-2", ann.id(), LATER);

        assertEquals(Optional.empty(), ports.people().passwordLink("hash-1", World.NOON));
        assertEquals(Optional.of(ann), ports.people().passwordLink("hash-2", World.NOON));
        assertEquals(Optional.empty(), ports.people().passwordLink("hash-2", LATER));

        ports.people().setPassword(ann.id(), "new", false);
        assertEquals(Optional.empty(), ports.people().passwordLink("hash-2", World.NOON));
    }

    // ---- Sessions

    private static Session session(String hash, User user, Instant lastUsedAt) {
        Session.Origin origin = new Session.Origin(World.NOON, "192.0.2.1", "Firefox");
        return new Session(hash, user.id(), "csrf", Optional.empty(), LATER, origin, lastUsedAt);
    }

    @Test
    void aSessionLastsUntilItExpiresOrIsClosed() {
        AccountId account = world.account();
        User ann = user("ann", new Membership(account, Role.OWNER));
        Session session = session("token-hash", ann, World.NOON);
        ports.sessions().open(session);

        assertEquals(Optional.of(session), ports.sessions().find("token-hash", World.NOON));
        assertEquals(Optional.empty(), ports.sessions().find("token-hash", LATER));
        assertEquals(Optional.empty(), ports.sessions().find("other", World.NOON));

        ports.sessions().switchAccount("token-hash", account);
        ports.sessions().used("token-hash", World.NOON.plusSeconds(60));
        Session used = ports.sessions().find("token-hash", World.NOON).orElseThrow();
        assertEquals(Optional.of(account), used.account());
        assertEquals(World.NOON.plusSeconds(60), used.lastUsedAt());

        ports.sessions().close("token-hash");
        assertEquals(Optional.empty(), ports.sessions().find("token-hash", World.NOON));
    }

    @Test
    void aPersonsSessionsAreListedAndEndedTogether() {
        User ann = user("ann");
        User bob = user("bob");
        Session first = session("hash-1", ann, World.NOON);
        Session second = session("hash-2", ann, World.NOON.plusSeconds(1));
        Session others = session("hash-3", bob, World.NOON);
        List.of(first, second, others).forEach(ports.sessions()::open);

        assertEquals(List.of(second, first), ports.sessions().of(ann.id(), World.NOON));
        assertEquals(List.of(), ports.sessions().of(ann.id(), LATER));
        ports.sessions().closeAll(ann.id(), Optional.of("hash-1"));
        assertEquals(List.of(first), ports.sessions().of(ann.id(), World.NOON));
        ports.sessions().closeAll(ann.id(), Optional.empty());
        assertEquals(List.of(), ports.sessions().of(ann.id(), World.NOON));
        assertEquals(List.of(others), ports.sessions().of(bob.id(), World.NOON));
    }

    // ---- Keys

    @Test
    void aKeyIsRevokedByItsOwnAccountOnly() {
        AccountId account = world.account();
        AccountId other = world.account();
        ApiKey first =
                ports.apiKeys().create(new NewKey(account, "CI", Set.of(KeyScope.SUBMISSION), "secret-1", World.NOON));
        ApiKey second = ports.apiKeys()
                .create(new NewKey(
                        account,
                        "CRM",
                        EnumSet.of(KeyScope.READ, KeyScope.OPERATOR),
                        "secret-2",
                        World.NOON,
                        Optional.of(LATER),
                        Optional.of(7)));

        assertEquals(Optional.of(first), ports.apiKeys().find("secret-1"));
        assertEquals(List.of(second, first), ports.apiKeys().of(account));
        assertEquals(List.of(), ports.apiKeys().of(other));
        assertEquals(ApiKey.KeyState.VALID, second.stateAt(World.NOON));
        assertEquals(ApiKey.KeyState.EXPIRED, second.stateAt(LATER));

        assertFalse(ports.apiKeys().revoke(other, first.id(), LATER));
        assertTrue(ports.apiKeys().revoke(account, first.id(), LATER));
        assertEquals(
                ApiKey.KeyState.REVOKED,
                ports.apiKeys().find("secret-1").orElseThrow().stateAt(World.NOON));
    }

    @Test
    void theUseOfAKeyIsKept() {
        AccountId account = world.account();
        ApiKey key = ports.apiKeys().create(new NewKey(account, "CI", Set.of(KeyScope.READ), "secret-1", World.NOON));
        assertEquals(Optional.empty(), key.life().lastUsedAt());
        ports.apiKeys().used(key.id(), LATER);
        assertEquals(
                Optional.of(LATER),
                ports.apiKeys().find("secret-1").orElseThrow().life().lastUsedAt());
    }
}
