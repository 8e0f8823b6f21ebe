package dev.rebound.cli.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.account.Role;
import dev.rebound.engine.account.User;
import dev.rebound.server.session.Passwords;
import dev.rebound.store.FreshFolders;
import dev.rebound.store.Store;
import dev.rebound.store.StoreSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who can sign in, of a data folder that no server has open. */
class PeopleCommandTest {

    @TempDir(factory = FreshFolders.class)
    private Path data;

    private final TypedCommands commands = new TypedCommands();

    @BeforeEach
    void makeAnAccount() {
        try (Store store = Store.open(data, StoreSettings.standard())) {
            store.accounts().create("Lantern Books", Instant.EPOCH);
        }
    }

    private int run(String... words) {
        List<String> all = new ArrayList<>(List.of("people"));
        all.addAll(List.of(words));
        all.addAll(2, List.of("--data", data.toString()));
        return commands.run(all.toArray(String[]::new));
    }

    private Optional<User> kim() {
        try (Store store = Store.open(data, StoreSettings.standard())) {
            return store.people().find("kim@x.example");
        }
    }

    private String password() {
        return commands.out().replaceAll("(?s).*/ (\\w+) and choose.*", "$1");
    }

    @Test
    void somebodyNewHasAPasswordToBeginWithAndARole() {
        assertEquals(0, run("create", "Kim@x.example", "--name", "Kim Lee", "--role", "1=MARKETER"));
        User kim = kim().orElseThrow();
        assertTrue(new Passwords().matches(password(), kim.passwordHash()));
        assertTrue(kim.settings().mustChangePassword());
        assertEquals(Optional.of(Role.MARKETER), kim.roleIn(new AccountId(1)));

        run("list", "--output", "jsonl");
        assertTrue(commands.out().contains("\"roles\":\"1=MARKETER\""), commands.out());
    }

    @Test
    void whatCannotBeIsRefusedAndNothingIsMade() {
        assertEquals(2, run("create", "kim@x.example", "--name", "Kim", "--role", "9=SALES"));
        assertEquals(2, run("create", "kim lee", "--name", "Kim"));
        assertEquals(2, run("create", "kim@x.example", "--name", "Kim", "--role", "1=BOSS"));
        assertEquals(Optional.empty(), kim());
        assertEquals(2, run("reset-password", "kim@x.example"));
    }

    @Test
    void aNewPasswordReplacesTheOld() {
        run("create", "kim@x.example", "--name", "Kim");
        String first = password();
        assertEquals(0, run("reset-password", "kim@x.example"));
        String second = password();
        String hash = kim().orElseThrow().passwordHash();
        assertTrue(new Passwords().matches(second, hash));
        assertTrue(!new Passwords().matches(first, hash));
    }
}
