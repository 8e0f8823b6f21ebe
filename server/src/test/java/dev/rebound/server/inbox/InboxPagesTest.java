package dev.rebound.server.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.engine.account.Role;
import dev.rebound.engine.inbox.Inbox;
import dev.rebound.engine.inbox.Inbox.InboxState;
import dev.rebound.server.Browser;
import dev.rebound.server.LoopbackMail;
import dev.rebound.server.PagesWorld;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody from sales connects their mailbox, sees how it is, and takes it away. */
@SuppressWarnings("NullAway.Init") // filled before all tests
class InboxPagesTest {

    @TempDir
    private static Path folder;

    private static PagesWorld world;
    private static Browser sales;
    private static String inboxes;
    private static int people;

    /** Everybody has an address of their own. */
    private final String sam = "sam" + ++people + "@gmail.com";

    @BeforeAll
    static void open() {
        world = new PagesWorld(folder);
        sales = world.somebodyWho(Role.SALES);
        inboxes = "/a/" + world.own + "/inboxes";
    }

    @AfterAll
    static void close() {
        sales.close();
        world.close();
    }

    private HttpResponse<String> connect(Map<String, String> more) {
        Map<String, String> form = new HashMap<>(Map.of(
                "address", sam,
                "name", "Sam Hill",
                "password", LoopbackMail.PASSWORD,
                "user", "",
                "imap-host", "",
                "imap-port", "",
                "imap-protection", "TLS",
                "smtp-host", "",
                "smtp-port", "",
                "smtp-protection", "TLS"));
        form.putAll(more);
        sales.get(inboxes + "/new");
        return sales.submit(inboxes, form);
    }

    private Optional<Inbox> kept(String address) {
        return world.store
                .inboxes()
                .findByAddress(
                        world.own, EmailAddress.parse(address).orElseThrow().key());
    }

    @Test
    void aKnownProvidersServersAreFoundAndTheMailboxIsConnected() {
        assertEquals(303, connect(Map.of()).statusCode());

        HttpResponse<String> list = sales.get(inboxes);
        assertTrue(list.body().contains(sam) && list.body().contains("Connected"), list.body());
        assertEquals(
                "imap.gmail.com:993", kept(sam).orElseThrow().servers().imap().toString());
        assertFalse(list.body().contains(LoopbackMail.PASSWORD));
    }

    @Test
    void aWrongPasswordIsSaidWithWhatToDoAndNothingIsKept() {
        HttpResponse<String> page = connect(Map.of("password", "wrong"));

        assertEquals(422, page.statusCode());
        assertTrue(page.body().contains("Name and password are not accepted."), page.body());
        assertTrue(page.body().contains("Gmail wants a consent by OAuth 2, or an app password"), page.body());
        assertFalse(page.body().contains("wrong\""));
        assertEquals(Optional.empty(), kept(sam));
    }

    @Test
    void whatAServerSaysIsShownAndDoesNothing() {
        HttpResponse<String> page = connect(Map.of(
                "address", "sam@corp.example",
                "imap-host", "blocked-port.example",
                "imap-port", "993",
                "smtp-host", "app-password-needed.example",
                "smtp-port", "465"));

        assertEquals(422, page.statusCode());
        assertTrue(page.body().contains("a firewall may block the port"), page.body());
        assertTrue(page.body().contains("Make an app password"), page.body());
        assertTrue(page.body().contains("&lt;b&gt;said the server&lt;/b&gt;"), page.body());
    }

    @Test
    void whatCannotBeRightIsRefusedBeforeAnythingIsTried() {
        for (Map.Entry<Map<String, String>, String> wrong : Map.of(
                        Map.of("address", "sam"), "Give a whole email address.",
                        Map.of("password", ""), "Give the password.",
                        Map.of("name", "x".repeat(101)), "more than 100 characters",
                        Map.of("address", "sam@corp.example"), "does not say where its mail servers are",
                        Map.of("imap-host", "a b", "imap-port", "x"), "Give host name and port of both servers.",
                        Map.of(
                                        "imap-host", "x.example",
                                        "imap-port", "143",
                                        "imap-protection", "CLEAR",
                                        "smtp-host", "x.example",
                                        "smtp-port", "25"),
                                "A password is not sent in clear.")
                .entrySet()) {
            HttpResponse<String> page = connect(wrong.getKey());
            assertEquals(422, page.statusCode(), wrong.getValue());
            assertTrue(page.body().contains(wrong.getValue()), page.body());
        }
    }

    @Test
    void itCanBeTriedAgainAndDisconnected() {
        connect(Map.of());
        Inbox inbox = kept(sam).orElseThrow();

        HttpResponse<String> tried = sales.submit(inboxes + "/" + inbox.id() + "/test", Map.of());
        assertTrue(tried.body().contains(sam + " was tried just now"), tried.body());
        HttpResponse<String> gone = sales.submit(inboxes + "/" + inbox.id() + "/disconnect", Map.of());

        assertEquals(303, gone.statusCode());
        assertEquals(
                InboxState.DISCONNECTED, kept(sam).orElseThrow().condition().state());
        assertEquals(Optional.empty(), world.store.inboxes().sealed(inbox.id()));
    }

    @Test
    void whoMayNotDoesNotAndOtherAccountsSeeNothing() {
        connect(Map.of());
        Inbox inbox = kept(sam).orElseThrow();
        try (Browser reader = world.somebodyWho(Role.READ_ONLY)) {
            assertEquals(403, reader.get(inboxes).statusCode());
        }
        assertEquals(List.of(), world.store.inboxes().page(world.foreign, Optional.empty(), 10));
        assertEquals(
                404,
                sales.submit(inboxes + "/" + (inbox.id().value() + 1_000) + "/test", Map.of())
                        .statusCode());
    }

    @Test
    void itIsThereInChineseToo() {
        connect(Map.of());

        String page = sales.speaking("zh-CN").get(inboxes).body();
        sales.speaking("en");

        assertTrue(page.contains("收件箱") && page.contains("已连接"), page);
    }
}
