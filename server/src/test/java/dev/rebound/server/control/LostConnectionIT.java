package dev.rebound.server.control;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.engine.email.EmailId;
import dev.rebound.server.Chromium;
import dev.rebound.server.PagesWorld;
import dev.rebound.store.ClosableGate;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The connection dies while somebody watches an email go out: the page says so, keeps what it has, and goes on afterwards. */
@Tag("browser")
class LostConnectionIT {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"en, The connection to Rebound is lost", "zh-CN, 连接已中断"})
    void aLivePageSaysThatItIsNotAndGoesOn(String language, String words) throws Exception {
        Assumptions.assumeTrue(Chromium.isInstalled(), "needs the Debian packages chromium and chromium-driver");
        try (PagesWorld world = new PagesWorld(folder.resolve("data"));
                ClosableGate gate = ClosableGate.before(world.port());
                Chromium browser = new Chromium(folder.resolve("profile"), gate.port())) {
            world.contacts(world.own, "kim@dept.example", "lee@dept.example");
            EmailId email = world.send(world.own, "Spring", "Spring list");
            browser.open("/sign-in", language);
            browser.type("login", "olga");
            browser.type("password", PagesWorld.PASSWORD);
            browser.follow("main form button");
            browser.open("/a/" + world.own + "/emails/" + email + "/performance", language);
            browser.await("a[href$='recipients?group=PENDING']");

            gate.shut();
            browser.awaitText("#lost", words);
            assertTrue(browser.has("a[href$='recipients?group=PENDING']"), "the figures stay");

            world.delivered(world.own, email, "kim@dept.example");
            gate.open();
            browser.await("#lost:empty + template + footer");
            browser.awaitText("a[href$='recipients?group=DELIVERED']", "1");
        }
    }
}
