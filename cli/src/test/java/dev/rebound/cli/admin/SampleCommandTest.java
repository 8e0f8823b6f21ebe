package dev.rebound.cli.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.contact.NewContact;
import dev.rebound.engine.email.EmailContent;
import dev.rebound.engine.email.EmailDraft;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.Hold;
import dev.rebound.engine.email.Sample;
import dev.rebound.engine.email.Selection;
import dev.rebound.store.FreshFolders;
import dev.rebound.store.Store;
import dev.rebound.store.StoreSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A part first, from the draft to the decision about the rest, of a data folder that no server has open. */
class SampleCommandTest {

    @TempDir(factory = FreshFolders.class)
    private Path data;

    private final TypedCommands commands = new TypedCommands();
    private AccountId account = new AccountId(1);
    private EmailId email = new EmailId(1);

    @BeforeEach
    void writeADraft() {
        try (Store store = Store.open(data, StoreSettings.standard())) {
            Instant now = Instant.now();
            account = store.accounts().create("Own", now);
            EmailAddress kim = EmailAddress.parse("kim@dept.example").orElseThrow();
            EmailAddress ann = EmailAddress.parse("ann@shop.example").orElseThrow();
            store.contacts().save(account, List.of(new NewContact(kim, "", ""), new NewContact(ann, "", "")), now);
            EmailContent content = new EmailContent("Spring", "Spring", "", kim, "Hello", "");
            email = store.emails()
                    .create(account, new EmailDraft(content, new Selection.Everybody()), Optional.empty(), now);
        }
    }

    /** The sample is out, and was bad. */
    private void stopForReview() {
        try (Store store = Store.open(data, StoreSettings.standard())) {
            store.emails().startSending(account, email, Instant.now());
            store.emails().acceptNext(email, 10, Instant.now());
            store.controls().hold(account, email, Hold.REVIEW);
        }
    }

    private Optional<Sample> sample() {
        try (Store store = Store.open(data, StoreSettings.standard())) {
            return store.emails().find(account, email).orElseThrow().plan().sample();
        }
    }

    private int run(String... words) {
        List<String> all = new ArrayList<>(List.of("emails"));
        all.addAll(List.of(words));
        all.addAll(2, List.of("--data", data.toString(), "--account", "1"));
        return commands.run(all.toArray(String[]::new));
    }

    @Test
    void aDraftIsSentToAPartFirst() {
        assertEquals(0, run("sample", "1", "--size", "500", "--minutes", "240", "--hard-percent", "2.5"));
        assertEquals(Optional.of(new Sample(500, Duration.ofHours(4), 0.025)), sample());

        assertEquals(0, run("sample", "1", "--size", "1000"));
        assertEquals(Optional.of(new Sample(1000, Sample.JUDGED_AFTER_STANDARD, Sample.HARD_MAX_STANDARD)), sample());

        assertEquals(0, run("sample", "1", "--none"));
        assertEquals(Optional.empty(), sample());
    }

    @Test
    void whatCannotBeIsRefusedAndChangesNothing() {
        assertEquals(2, run("sample", "1"));
        assertTrue(commands.err().contains("say either --size or --none"), commands.err());
        assertEquals(2, run("sample", "1", "--size", "10", "--none"));
        assertEquals(2, run("sample", "1", "--size", "0"));
        assertEquals(2, run("sample", "1", "--size", "10", "--minutes", "4321"));
        assertEquals(2, run("sample", "1", "--size", "10", "--hard-percent", "101"));
        assertEquals(2, run("sample", "1", "--size", "10", "--hard-percent", "NaN"));
        assertEquals(Optional.empty(), sample());

        assertEquals(1, run("sample", "2", "--size", "10"));
        assertTrue(commands.err().contains("it is no draft"), commands.err());
    }

    @Test
    void anEmailUnderReviewSaysHowToGoOnAndTheRestFollows() {
        run("sample", "1", "--size", "1", "--hard-percent", "2");
        stopForReview();

        assertEquals(0, run("plan", "1"));
        assertTrue(commands.out().contains("Send to the rest: rebound emails rest --account 1 1"), commands.out());
        assertEquals(0, run("plan", "1", "--output", "jsonl"));
        assertTrue(
                commands.out().contains("\"hold\":\"REVIEW\"")
                        && commands.out().contains("\"sample\":\"1\"")
                        && commands.out().contains("\"hard percent borne\":\"2.00\""),
                commands.out());
        assertEquals(1, commands.out().lines().count());

        assertEquals(1, run("sample", "1", "--none"), "too late");
        assertEquals(0, run("rest", "1"));
        assertEquals(Optional.empty(), sample());
        assertEquals(1, run("rest", "1"));
    }

    @Test
    void anEmailUnderReviewIsStoppedForGood() {
        run("sample", "1", "--size", "1");
        stopForReview();

        assertEquals(0, run("cancel", "1"));
        assertEquals(0, run("plan", "1"));
        assertTrue(commands.out().contains("CANCELLED") && commands.out().contains("clone it"), commands.out());
        assertEquals(1, run("plan", "7"));
    }
}
