package dev.rebound.server.recipient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.bounce.Reason;
import dev.rebound.engine.account.Role;
import dev.rebound.engine.email.EmailId;
import dev.rebound.server.Browser;
import dev.rebound.server.PagesWorld;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Was this right? */
class DoubtPagesTest {

    @TempDir
    private Path folder;

    private PagesWorld world;
    private String opinion;
    private String list;

    @BeforeEach
    void open() throws InterruptedException {
        world = new PagesWorld(folder);
        world.contacts(world.own, "kim@dept.example", "lee@dept.example");
        EmailId email = world.send(world.own, "Spring", "Our spring list");
        world.bounced(world.own, email, "kim@dept.example", Reason.UNKNOWN_USER, "550 5.1.1 <i>no</i> such user");
        opinion = "/a/" + world.own + "/emails/" + email + "/recipients/"
                + world.row(world.own, email, "kim@dept.example").message() + "/opinion";
        list = "/a/" + world.own + "/verdicts";
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void whatIsSaidToBeWrongIsListedUntilItIsSaidToBeRight() {
        try (Browser mara = world.mara()) {
            assertFalse(mara.get(list).body().contains("kim@dept.example"));

            String panel = mara.submit(opinion, Map.of("opinion", "WRONG"))
                    .headers()
                    .firstValue("Location")
                    .orElseThrow();

            String shown = mara.get(panel).body();
            assertTrue(shown.contains("value=\"WRONG\" aria-pressed=\"true\""), shown);
            String listed = mara.get(list).body();
            assertTrue(listed.contains("kim@dept.example"), listed);
            assertTrue(listed.contains("&lt;i>no&lt;/i>") || listed.contains("&lt;i&gt;no&lt;/i&gt;"), listed);
            mara.submit(opinion, Map.of("opinion", "RIGHT"));
            assertFalse(mara.get(list).body().contains("kim@dept.example"));
        }
    }

    @Test
    void nobodyElseSaysAnythingOfIt() {
        try (Browser theo = new Browser(world.port()).signIn("theo", PagesWorld.PASSWORD);
                Browser reader = world.somebodyWho(Role.READ_ONLY);
                Browser mara = world.mara()) {
            theo.get("/me");
            reader.get(list);
            mara.get(list);

            assertEquals(404, theo.submit(opinion, Map.of("opinion", "WRONG")).statusCode());
            assertEquals(403, reader.submit(opinion, Map.of("opinion", "WRONG")).statusCode());
            assertEquals(400, mara.submit(opinion, Map.of("opinion", "MAYBE")).statusCode());
        }
    }
}
