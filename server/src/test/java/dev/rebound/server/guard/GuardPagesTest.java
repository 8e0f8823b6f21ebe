package dev.rebound.server.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.Hold;
import dev.rebound.engine.audit.AuditAction;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.guard.Circuit;
import dev.rebound.server.Browser;
import dev.rebound.server.PagesWorld;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An outage at one provider, as operators and an account's people see it. */
class GuardPagesTest {

    private static final int RECIPIENTS = 24;
    private static final List<String> ADDRESSES = IntStream.rangeClosed(1, RECIPIENTS)
            .mapToObj(i -> "p" + i + "@big.example")
            .toList();

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init") // made before every test
    private PagesWorld world;

    @SuppressWarnings("NullAway.Init")
    private EmailId email;

    @SuppressWarnings("NullAway.Init")
    private Browser olga;

    @BeforeEach
    void anOutage() throws InterruptedException {
        world = new PagesWorld(folder);
        world.contacts(world.own, ADDRESSES.toArray(String[]::new));
        EmailId first = world.send(world.own, "First", "First");
        ADDRESSES.forEach(address -> world.delivered(world.own, first, address));
        email = world.send(world.own, "Second", "Second");
        ADDRESSES.forEach(
                address -> world.bounced(world.own, email, address, Reason.UNKNOWN_USER, "550 5.1.1 no such user"));
        olga = world.olga();
    }

    @AfterEach
    void close() {
        olga.close();
        world.close();
    }

    private Circuit circuit() {
        return world.store.circuits().page(Optional.empty(), 1).getFirst();
    }

    private String page() {
        return "/operator/guard/" + circuit().id();
    }

    private HttpResponse<String> press(String button) {
        olga.get(page());
        return olga.submit(page() + "/" + button, Map.of());
    }

    @Test
    void operatorsSeeItInBothLanguages() {
        for (String language : List.of("en", "zh-CN")) {
            olga.speaking(language);
            assertTrue(olga.get("/operator/guard").body().contains("big.example"));
            assertEquals(200, olga.get(page()).statusCode());
        }
        String shown = olga.speaking("en").get(page()).body();
        assertTrue(shown.contains("It opened at 20 failures in ten minutes, 20 of them of addresses"), shown);
        assertTrue(shown.contains("Looked at 5 of 5 bounces: released, 5 would suppress"), shown);
    }

    @Test
    void rolledBackAndThenReleasedByHand() {
        assertEquals(303, press("roll-back").statusCode());
        assertEquals(
                Map.of(Hold.Standing.ROLLED_BACK, (long) RECIPIENTS),
                world.store.circuits().held(circuit().id()));
        assertEquals(303, press("release").statusCode());
        assertEquals(
                Map.of(Hold.Standing.RELEASED, (long) RECIPIENTS),
                world.store.circuits().held(circuit().id()));
        List<AuditAction> actions = world.store.auditLog().page(Optional.empty(), Optional.empty(), 10).stream()
                .map(row -> row.entry().action())
                .toList();
        assertTrue(
                actions.containsAll(List.of(AuditAction.HELD_RELEASED, AuditAction.HELD_ROLLED_BACK)),
                actions::toString);
    }

    @Test
    void keptOpenAndLeftToTheRuleAgain() {
        press("keep-open");
        assertTrue(circuit().keptOpen());
        press("leave");
        assertFalse(circuit().keptOpen());
    }

    @Test
    void peopleOfTheAccountAreToldWhy() {
        Browser mara = world.mara();
        String account = "/a/" + world.own + "/emails/" + email;

        String performance = mara.get(account + "/performance").body();
        assertTrue(performance.contains("5 bounces are held"), performance);
        String panel = mara.get(account + "/recipients?show="
                        + world.row(world.own, email, "p24@big.example").message())
                .body();
        assertTrue(panel.contains("This bounce is held"), panel);
        assertTrue(panel.contains("so the provider is at fault"), panel);
        for (String page : List.of(account + "/recipients", "/a/" + world.own + "/suppressions")) {
            String shown = mara.get(page).body();
            assertTrue(shown.contains("5 bounces are held"), shown);
            assertTrue(shown.contains("so the provider is at fault"), shown);
        }
        mara.close();
    }

    @Test
    void theContactsPageTellsOfABounceThatIsHeldAndOfNoOther() {
        try (Browser mara = world.mara()) {
            assertTrue(contactPage(mara, "p24@big.example").contains("1 bounce is held:"));
            assertFalse(contactPage(mara, "p1@big.example").contains("held:"));
            press("roll-back");
            assertFalse(contactPage(mara, "p24@big.example").contains("held:"));
        }
    }

    private String contactPage(Browser browser, String address) {
        ContactId contact = world.store
                .contacts()
                .findByAddress(
                        world.own, EmailAddress.parse(address).orElseThrow().key())
                .orElseThrow()
                .contact()
                .id();
        return browser.get("/a/" + world.own + "/contacts/" + contact).body();
    }

    @Test
    void nobodyElseSeesOrSettlesIt() {
        Browser mara = world.mara();
        mara.get("/a/" + world.own + "/emails");

        assertEquals(
                404,
                mara.get("/operator/guard").statusCode() == 403
                        ? 404
                        : mara.get(page()).statusCode());
        assertTrue(mara.submit(page() + "/release", Map.of()).statusCode() >= 400);
        assertTrue(circuit().isOpen());
        mara.close();
    }

    @Test
    void aCircuitThatIsNotThereIsNotFound() {
        assertEquals(404, olga.get("/operator/guard/999").statusCode());
        assertEquals(404, olga.get("/operator/guard/x").statusCode());
    }
}
