package dev.rebound.cli.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.email.EmailContent;
import dev.rebound.engine.email.EmailDraft;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.EmailState;
import dev.rebound.engine.email.MarketingEmail;
import dev.rebound.engine.email.Selection;
import dev.rebound.store.FreshFolders;
import dev.rebound.store.Store;
import dev.rebound.store.StoreSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another try for those to whom an email soft bounced, of a data folder that no server has open. */
class ResendCommandTest {

    @TempDir(factory = FreshFolders.class)
    private Path data;

    private final TypedCommands commands = new TypedCommands();
    private AccountId account = new AccountId(1);

    @BeforeEach
    void writeAnEmail() {
        try (Store store = Store.open(data, StoreSettings.standard())) {
            Instant now = Instant.now();
            account = store.accounts().create("Own", now);
            EmailAddress kim = EmailAddress.parse("kim@dept.example").orElseThrow();
            EmailContent content = new EmailContent("Spring", "Spring is here", "", kim, "Hello", "");
            store.emails().create(account, new EmailDraft(content, new Selection.Everybody()), Optional.empty(), now);
        }
    }

    private int resend(String... more) {
        String[] words = new String[6 + more.length];
        System.arraycopy(
                new String[] {"emails", "resend", "--data", data.toString(), "--account", "1"}, 0, words, 0, 6);
        System.arraycopy(more, 0, words, 6, more.length);
        return commands.run(words);
    }

    private Optional<MarketingEmail> email(long id) {
        try (Store store = Store.open(data, StoreSettings.standard())) {
            return store.emails().find(account, new EmailId(id));
        }
    }

    @Test
    void theDraftGoesToThoseWhoSoftBounced() {
        assertEquals(0, resend("--name", "Spring, second try", "1"));

        assertEquals("2", commands.out().strip());
        MarketingEmail draft = email(2).orElseThrow();
        assertEquals(EmailState.DRAFT, draft.state());
        assertEquals(new Selection.SoftBouncedOf(new EmailId(1)), draft.selection());
        assertEquals("Spring, second try", draft.content().name());
        assertEquals("Spring is here", draft.content().subject());
    }

    @Test
    void withoutANameItKeepsTheOldOne() {
        assertEquals(0, resend("1"));

        assertEquals("Spring", email(2).orElseThrow().content().name());
    }

    @Test
    void whatIsNotThereIsNotSentAgain() {
        assertEquals(1, resend("7"));
        assertTrue(commands.err().contains("no such email"), commands.err());
        assertEquals(2, resend("--name", " ", "1"));
        assertEquals(Optional.empty(), email(2));
    }
}
