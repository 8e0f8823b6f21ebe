package dev.rebound.server.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.engine.node.Candidate;
import dev.rebound.engine.node.Node;
import dev.rebound.engine.sharing.Claim;
import dev.rebound.engine.sharing.NumberStanding;
import dev.rebound.engine.sharing.NumberStanding.State;
import dev.rebound.server.Browser;
import dev.rebound.server.PagesWorld;
import dev.rebound.server.SharedNodes;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of nodes, and what a load balancer is told of this one. */
class NodePagesTest {

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init") // made before every test
    private PagesWorld world;

    @SuppressWarnings("NullAway.Init")
    private Browser olga;

    @BeforeEach
    void open() {
        world = new PagesWorld(folder);
        olga = new Browser(world.port()).signIn("olga", PagesWorld.PASSWORD);
    }

    @AfterEach
    void close() {
        olga.close();
        world.close();
    }

    private String page() {
        return olga.get("/operator/nodes").body();
    }

    @Test
    void thoseAtWorkAndThoseThatEndedAreShownInBothLanguages() {
        SharedNodes nodes = SharedNodes.in(world.store);
        world.lease.give(nodes.living());

        String english = page();
        assertTrue(english.contains("berlin-1.example") && english.contains("this one"), english);
        assertTrue(english.contains("guard, webhooks"), english);
        assertTrue(english.contains("Fell silent") && english.contains("Was stopped"), english);
        assertFalse(english.contains("different rules"), english);

        String chinese = olga.speaking("zh-CN").get("/operator/nodes").body();
        assertTrue(chinese.contains("失去联系") && chinese.contains("已停止"), chinese);
    }

    @Test
    void differentRulesAreSaidAloudAndAHostileNameIsText() {
        SharedNodes.in(world.store);
        world.store
                .nodes()
                .join(
                        new Candidate(new Node.About("<script>x</script>", "h", "1.0", "other-rules"), new TreeMap<>()),
                        Duration.ofHours(1));

        String shown = page();
        assertTrue(shown.contains("different rules"), shown);
        assertTrue(shown.contains("&lt;script&gt;x"), shown);
        assertFalse(shown.contains("<script>x"), shown);
    }

    private void share(State state, Optional<Claim> other) {
        world.sharing = Optional.of(new NumberStanding(4, "0123456789abcdef", state, other));
    }

    @Test
    void whetherTheNumberAmongInstallationsIsItsOwnIsSaidInBothLanguages() {
        assertFalse(page().contains("shares with others"));
        Optional<Claim> other = Optional.of(new Claim(
                4, "<b>fedcba", Instant.parse("2026-01-02T10:00:00Z"), Instant.parse("2026-11-30T10:00:00Z")));

        share(State.UNKNOWN, Optional.empty());
        assertTrue(page().contains("under number 4. Whether the number is its own is not known yet"), page());
        share(State.OURS, Optional.empty());
        assertTrue(page().contains("under number 4, which is its own"), page());
        share(State.CONTESTED, other);
        assertTrue(page().contains("Another installation (&lt;b&gt;fedcb) is configured with number 4"), page());
        share(State.TAKEN, other);
        assertTrue(page().contains("Nothing is shared: number 4 has belonged to another installation"), page());

        Browser chinese = olga.speaking("zh-CN");
        assertTrue(chinese.get("/operator/nodes").body().contains("未共享任何内容：编号 4"));
        share(State.CONTESTED, other);
        assertTrue(chinese.get("/operator/nodes").body().contains("也配置了编号 4"));
    }

    @Test
    void onlyOperatorsSeeIt() {
        try (Browser mara = world.mara()) {
            assertEquals(403, mara.get("/operator/nodes").statusCode());
        }
    }

    @Test
    void aNodeWithoutItsLeaseIsNotReady() {
        assertEquals(200, olga.get("/ready").statusCode());
        world.lease.take();

        var answer = olga.get("/ready");
        assertEquals(503, answer.statusCode());
        assertTrue(answer.body().contains("lease"), answer.body());
        assertEquals("5", answer.headers().firstValue("Retry-After").orElse(""));
        assertEquals("ok", olga.get("/health").body());
    }
}
