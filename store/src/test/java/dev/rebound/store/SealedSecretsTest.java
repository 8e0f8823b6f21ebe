package dev.rebound.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.provider.EventSources.NewSource;
import dev.rebound.engine.provider.Provider;
import dev.rebound.engine.secret.SecretBox;
import dev.rebound.engine.webhook.EventType;
import dev.rebound.engine.webhook.Webhook;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy of the database tells nobody what calls are signed with. */
class SealedSecretsTest {

    private static final URI URL = URI.create("https://crm.example/");

    @TempDir
    private Path folder;

    private AccountId account = new AccountId(1);

    private Store open() {
        return Store.open(folder, StoreSettings.standard());
    }

    private void make() {
        try (Store store = open()) {
            account = store.accounts().create("Acme", World.NOON);
            store.webhooks().create(account, URL, "secret", EnumSet.allOf(EventType.class), World.NOON);
            store.eventSources().create(new NewSource("path", "M", Provider.MAILGUN, Optional.of("key-1")), World.NOON);
        }
    }

    private String column(String sql) throws SQLException {
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("rebound.db"));
                ResultSet row = database.createStatement().executeQuery(sql)) {
            return row.getString(1);
        }
    }

    private void change(String sql) throws SQLException {
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("rebound.db"))) {
            database.createStatement().executeUpdate(sql);
        }
    }

    private Webhook webhook() {
        try (Store store = open()) {
            return store.webhooks().list(account).getFirst();
        }
    }

    @Test
    void secretsAreNotInTheDatabase() throws SQLException {
        make();

        assertTrue(SecretBox.isSealed(column("select secret from webhooks")));
        assertTrue(SecretBox.isSealed(column("select secret from event_sources")));
        assertEquals("secret", webhook().secret());
    }

    @Test
    void whatAnEarlierVersionKeptInClearIsSealedAtTheStart() throws SQLException {
        make();
        change("update webhooks set secret = 'of-before'");

        assertEquals("of-before", webhook().secret());
        assertFalse(column("select secret from webhooks").contains("of-before"));
        assertEquals("of-before", webhook().secret());
    }

    @Test
    void aSecretMovedToAnotherAddressDoesNotOpen() throws SQLException {
        make();
        change("update webhooks set url = 'https://evil.example/'");

        assertThrows(RuntimeException.class, this::webhook);
    }
}
