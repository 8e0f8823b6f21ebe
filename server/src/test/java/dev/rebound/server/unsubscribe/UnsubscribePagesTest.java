package dev.rebound.server.unsubscribe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.contact.Contact;
import dev.rebound.server.Browser;
import dev.rebound.server.PagesWorld;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnsubscribePagesTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private PagesWorld world;

    @SuppressWarnings("NullAway.Init")
    private Browser recipient;

    @SuppressWarnings("NullAway.Init")
    private String link;

    @BeforeEach
    void somebodyGotAnEmail() {
        world = new PagesWorld(folder);
        world.contacts(world.own, "kim@dept.example");
        world.contacts(world.foreign, "kim@dept.example");
        recipient = new Browser(world.port());
        String token = world.unsubscribing.token(world.own, kim(world.own).id());
        link = UnsubscribePages.link(URI.create("https://mail.example/"), token).getPath();
    }

    @AfterEach
    void close() {
        recipient.close();
        world.close();
    }

    private Contact kim(AccountId account) {
        return world.store
                .contacts()
                .findByAddress(
                        account,
                        EmailAddress.parse("kim@dept.example").orElseThrow().key())
                .orElseThrow()
                .contact();
    }

    private boolean unsubscribed(AccountId account) {
        return kim(account).unsubscribedAt().isPresent();
    }

    @Test
    void lookingAtThePageChangesNothing() {
        HttpResponse<String> page = recipient.get(link);

        assertEquals(200, page.statusCode());
        assertTrue(page.body().contains("Lantern Books"));
        assertFalse(page.body().contains("kim@dept.example"), "whoever got the mail forwarded sees no address");
        assertFalse(unsubscribed(world.own));
    }

    @Test
    void oneClickFromAMailProgramNeedsNoCookieAndNoPage() {
        HttpResponse<String> answer = recipient.post(link, Map.of("List-Unsubscribe", "One-Click"));

        assertEquals(200, answer.statusCode());
        assertTrue(unsubscribed(world.own));
        assertFalse(unsubscribed(world.foreign), "another account's contact is another contact");
    }

    @Test
    void askingTwiceChangesNothingMore() {
        recipient.post(link, Map.of("List-Unsubscribe", "One-Click"));
        Optional<java.time.Instant> since = kim(world.own).unsubscribedAt();

        recipient.post(link, Map.of("List-Unsubscribe", "One-Click"));

        assertEquals(since, kim(world.own).unsubscribedAt());
    }

    @Test
    void aMistakeIsUndoneOnTheSamePage() {
        recipient.post(link, Map.of());
        HttpResponse<String> page = recipient.post(link, Map.of("again", "yes"));

        assertTrue(page.body().contains("You are subscribed again"));
        assertFalse(unsubscribed(world.own));
    }

    @Test
    void aLinkThatIsNotOursSaysSoAndChangesNothing() {
        for (String wrong : new String[] {link + "a", link.substring(0, link.length() - 1), "/unsubscribe/x"}) {
            assertEquals(
                    404,
                    recipient
                            .post(wrong, Map.of("List-Unsubscribe", "One-Click"))
                            .statusCode(),
                    wrong);
        }
        assertFalse(unsubscribed(world.own));
    }

    @Test
    void thePageSpeaksTheRecipientsLanguage() {
        assertTrue(recipient.speaking("zh-CN").get(link).body().contains("退订"));
    }
}
