package dev.rebound.cli.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.contact.NewContact;
import dev.rebound.engine.email.EmailContent;
import dev.rebound.engine.email.EmailDraft;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.RecipientFilter;
import dev.rebound.engine.email.Selection;
import dev.rebound.engine.warmup.WarmUpCounts.Count;
import dev.rebound.store.FreshFolders;
import dev.rebound.store.Store;
import dev.rebound.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What waits, and the warm-up, of a data folder that no server has open. */
class QueueCommandTest {

    @TempDir(factory = FreshFolders.class)
    private Path data;

    private final TypedCommands commands = new TypedCommands();

    private int run(String... words) {
        return commands.run(words);
    }

    private String out() {
        return commands.out();
    }

    /** A message that waits for its turn; its id. */
    private String accept() {
        try (Store store = Store.open(data, StoreSettings.standard())) {
            Instant now = Instant.now();
            AccountId account = store.accounts().create("Own", now);
            EmailAddress kim = EmailAddress.parse("kim@dept.example").orElseThrow();
            store.contacts().save(account, List.of(new NewContact(kim, "", "")), now);
            EmailContent content = new EmailContent("Spring", "Spring", "", kim, "Hello", "");
            EmailId email = store.emails()
                    .create(account, new EmailDraft(content, new Selection.Everybody()), Optional.empty(), now);
            store.emails().startSending(account, email, now);
            store.emails().acceptNext(email, 10, now);
            return store.recipients()
                    .page(account, email, RecipientFilter.everybody(), Optional.empty(), 1)
                    .getFirst()
                    .message()
                    .toString();
        }
    }

    @Test
    void whatWaitsIsListedWithItsReason() {
        String message = accept();

        assertEquals(0, run("queue", "list", "--data", data.toString()));
        assertTrue(out().contains("dept.example") && out().contains("TURN"), out());
        assertEquals(0, run("queue", "why", "--data", data.toString(), "--account", "1", message));
        assertTrue(out().contains("TURN"), out());
        assertEquals(1, run("queue", "why", "--data", data.toString(), "--account", "2", message));
    }

    @Test
    void tryingAgainNeedsAnAccountOrADomainAlone() {
        accept();

        assertEquals(0, run("queue", "retry", "--data", data.toString(), "--domain", "dept.example"));
        assertTrue(out().contains("0 messages are due now"), out());
        assertEquals(2, run("queue", "retry", "--data", data.toString()));
        assertEquals(2, run("queue", "retry", "--data", data.toString(), "--email", "1"));
    }

    @Test
    void theWarmUpTellsWhatWasUsedToday() throws IOException {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        Path config = Files.writeString(data.resolve("rebound.toml"), """
                data-folder = "%s"
                [http]
                time-zone = "UTC"
                [sending]
                pools = ["news 192.0.2.7"]
                warm-up = ["192.0.2.7 %s"]
                """.formatted(data, today));
        try (Store store = Store.open(data, StoreSettings.standard())) {
            store.warmUpCounts().take(new Count("192.0.2.7", "google.com", today), 20, 50);
        }

        assertEquals(0, run("warm-up", "--config", config.toString(), "--output", "jsonl"));
        assertTrue(out().contains("\"destination\":\"google.com\",\"used\":\"20\",\"allowed\":\"50\""), out());
    }
}
