package dev.rebound.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.account.Account;
import dev.rebound.engine.account.ApiKey;
import dev.rebound.engine.account.KeyScope;
import dev.rebound.engine.account.Session;
import dev.rebound.engine.account.User;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store of accounts promises. */
abstract class AccountsContract extends PortContract {

    private static final Instant LATER = World.NOON.plusSeconds(3_600);

    private User user(String login, List<AccountId> accounts) {
        return ports.accounts()
                .createUser(login, "Ann Lee", "hash", false, accounts)
                .orElseThrow();
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

    @Test
    void aLoginIsTakenOnceInAnyCase() {
        AccountId account = world.account();
        User ann = user("Ann@Acme.example", List.of(account));

        assertEquals(
                Optional.empty(), ports.accounts().createUser("ann@acme.EXAMPLE", "Other", "hash", true, List.of()));
        assertEquals("ann@acme.example", ann.login());
        assertEquals(List.of(account), ann.accounts());
        assertEquals(Optional.of(ann), ports.accounts().findUser("ANN@acme.example"));
        assertEquals(Optional.of(ann), ports.accounts().findUser(ann.id()));
        assertEquals(List.of(ann), ports.accounts().users());
    }

    @Test
    void aSessionLastsUntilItExpiresOrIsClosed() {
        AccountId account = world.account();
        User ann = user("ann", List.of(account));
        Session session = new Session("token-hash", ann.id(), "csrf", Optional.empty(), LATER);
        ports.accounts().openSession(session);

        assertEquals(Optional.of(session), ports.accounts().session("token-hash", World.NOON));
        assertEquals(Optional.empty(), ports.accounts().session("token-hash", LATER));
        assertEquals(Optional.empty(), ports.accounts().session("other", World.NOON));

        ports.accounts().switchAccount("token-hash", account);
        assertEquals(
                Optional.of(account),
                ports.accounts().session("token-hash", World.NOON).flatMap(Session::account));

        ports.accounts().closeSession("token-hash");
        assertEquals(Optional.empty(), ports.accounts().session("token-hash", World.NOON));
    }

    @Test
    void aKeyWorksUntilItIsRevokedByItsOwnAccount() {
        AccountId account = world.account();
        AccountId other = world.account();
        ApiKey first = ports.accounts().createApiKey(account, "CI", KeyScope.SUBMISSION, "secret-1", World.NOON);
        ApiKey second = ports.accounts().createApiKey(account, "CRM", KeyScope.OPERATOR, "secret-2", World.NOON);

        assertEquals(Optional.of(first), ports.accounts().apiKey("secret-1"));
        assertEquals(List.of(second, first), ports.accounts().apiKeys(account));
        assertEquals(List.of(), ports.accounts().apiKeys(other));
        assertFalse(ports.accounts().revokeApiKey(other, first.id(), LATER));
        assertTrue(ports.accounts().revokeApiKey(account, first.id(), LATER));
        assertEquals(Optional.empty(), ports.accounts().apiKey("secret-1"));
        assertEquals(
                Optional.of(LATER), ports.accounts().apiKeys(account).getLast().revokedAt());
    }
}
