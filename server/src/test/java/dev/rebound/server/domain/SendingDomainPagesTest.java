package dev.rebound.server.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.engine.account.Role;
import dev.rebound.server.Browser;
import dev.rebound.server.PagesWorld;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init") // made before every test
class SendingDomainPagesTest {

    @TempDir
    private Path folder;

    private PagesWorld world;
    private Browser browser;

    @BeforeEach
    void somebodyWhoMayLook() {
        world = new PagesWorld(folder);
        browser = world.somebodyWho(Role.READ_ONLY);
    }

    @AfterEach
    void close() {
        browser.close();
        world.close();
    }

    private String page(String domain) {
        return browser.get("/a/" + world.own + "/domains?domain=" + domain).body();
    }

    @Test
    void whatIsMissingIsShownReadyToBePublishedInBothLanguages() {
        for (String language : List.of("en", "zh-CN")) {
            browser.speaking(language);
            String page = page("nothing.example");
            assertTrue(page.contains("_dmarc.nothing.example"), page);
            assertTrue(page.contains("v=DMARC1; p=none; rua=mailto:postmaster@nothing.example"), page);
            assertTrue(page.contains("5.7.515"), page);
        }
        assertTrue(page("nothing.example").contains("\u6ca1\u6709 DMARC \u7b56\u7565"));
    }

    @Test
    void aDomainWithEverythingIsGood() {
        String page = page("GOOD.example");

        assertTrue(page.contains("our mail fulfils it"), page);
        assertFalse(page.contains("Action needed"), page);
    }

    @Test
    void theDomainsOfTheAccountsEmailsAreListed() throws InterruptedException {
        world.contacts(world.own, "p@big.example");
        world.send(world.own, "First", "First");

        String page = browser.get("/a/" + world.own + "/domains").body();

        assertTrue(page.contains("lantern") && page.contains("hx-trigger=\"load\""), page);
        assertFalse(browser.get("/a/" + world.own + "/domains").body().contains("No emails yet"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"not%20a%20domain", "http%3A%2F%2Fx.example", "a..b", "%3Cscript%3E", "x"})
    void whatIsNoDomainIsSaidSo(String text) {
        String page = page(text);

        assertTrue(page.contains("That is no domain"), page);
        assertFalse(page.contains("<script>"), page);
    }

    @Test
    void whatStrangersPublishIsShownAndNotObeyed() {
        String page = page("hostile.example");

        assertTrue(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), page);
        assertFalse(page.contains("<script>alert"), page);
    }

    @Test
    void anotherAccountsDomainsAreNobodysBusiness() {
        assertEquals(404, browser.get("/a/" + world.foreign + "/domains").statusCode());
    }
}
