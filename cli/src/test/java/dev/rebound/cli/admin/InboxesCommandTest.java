package dev.rebound.cli.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.audit.AuditAction;
import dev.rebound.engine.inbox.FolderPosition;
import dev.rebound.engine.inbox.Inbox;
import dev.rebound.engine.inbox.Inbox.Condition;
import dev.rebound.engine.inbox.Inbox.Figures;
import dev.rebound.engine.inbox.Inbox.InboxState;
import dev.rebound.engine.inbox.MailEndpoint;
import dev.rebound.engine.inbox.MailEndpoint.Protection;
import dev.rebound.engine.inbox.MailServers;
import dev.rebound.engine.inbox.MailTrouble;
import dev.rebound.engine.inbox.NewInbox;
import dev.rebound.store.FreshFolders;
import dev.rebound.store.Store;
import dev.rebound.store.StoreSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The inboxes of a data folder that no server has open. */
@SuppressWarnings("NullAway.Init") // filled before each test
class InboxesCommandTest {

    private static final String SECRET = "the sealed secret";

    @TempDir(factory = FreshFolders.class)
    private Path data;

    private final TypedCommands commands = new TypedCommands();
    private AccountId account;
    private Inbox inbox;

    @BeforeEach
    void connect() {
        try (Store store = Store.open(data, StoreSettings.standard())) {
            Instant now = Instant.now();
            account = store.accounts().create("Own", now);
            MailEndpoint server = new MailEndpoint("imap.corp.example", 993, Protection.TLS);
            inbox = store.inboxes()
                    .connect(
                            new NewInbox(
                                    account,
                                    "sam",
                                    EmailAddress.parse("sam@corp.example").orElseThrow(),
                                    "Sam",
                                    new MailServers(server, server)),
                            SECRET.getBytes(StandardCharsets.US_ASCII),
                            now);
            store.inboxes().advance(inbox.id(), new FolderPosition("INBOX", 1, 5, 0), new Figures(40, 3, 2, 1), now);
            MailTrouble trouble =
                    new MailTrouble(MailTrouble.Kind.WRONG_PASSWORD, MailTrouble.Side.IMAP, "Login failed");
            store.inboxes()
                    .note(
                            inbox.id(),
                            new Condition(InboxState.SIGN_IN_NEEDED, now, Optional.of(trouble), Optional.empty()));
        }
    }

    private int run(String command, String... more) {
        String[] words = new String[5 + more.length];
        words[0] = "inboxes";
        words[1] = command;
        words[2] = "--data=" + data;
        words[3] = "--account";
        words[4] = account.toString();
        System.arraycopy(more, 0, words, 5, more.length);
        return commands.run(words);
    }

    @Test
    void theListSaysHowEachIsAndWhatWasSeenInIt() {
        assertEquals(0, run("list"));

        String out = commands.out();
        assertTrue(out.contains("sam@corp.example") && out.contains("SIGN_IN_NEEDED"), out);
        assertTrue(out.contains("WRONG_PASSWORD"), out);
        assertTrue(out.matches("(?s).*\\b3\\s+2\\s+35\\b.*"), out);
        assertFalse(out.contains(SECRET));
        assertEquals(0, run("list", "--output", "jsonl"), commands.err());
        assertTrue(commands.out().contains("\"ignored\""), commands.out());
    }

    @Test
    void disconnectingForgetsTheSecretAndIsAudited() {
        assertEquals(0, run("disconnect", inbox.id().toString()), commands.err());

        try (Store store = Store.open(data, StoreSettings.standard())) {
            assertEquals(Optional.empty(), store.inboxes().sealed(inbox.id()));
            assertEquals(
                    InboxState.DISCONNECTED,
                    store.inboxes().find(inbox.id()).orElseThrow().condition().state());
            assertEquals(
                    AuditAction.INBOX_DISCONNECTED,
                    store.auditLog()
                            .page(Optional.of(account), Optional.empty(), 10)
                            .getFirst()
                            .entry()
                            .action());
        }
        assertEquals(1, run("disconnect", inbox.id().toString()));
        assertTrue(commands.err().contains("no connected inbox"), commands.err());
    }

    @Test
    void anotherAccountsInboxIsNotFound() {
        int code = commands.run(
                "inboxes",
                "disconnect",
                "--data=" + data,
                "--account",
                "77",
                inbox.id().toString());

        assertEquals(1, code);
        assertTrue(commands.err().contains("There is no connected inbox"), commands.err());
    }
}
