package dev.rebound.server.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.bounce.Reason;
import dev.rebound.engine.email.EmailId;
import dev.rebound.server.Browser;
import dev.rebound.server.PagesWorld;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator tries, applies and undoes judging past bounces again, on the pages. */
class HistoryPagesTest {

    private static final String PAGE = "/rules/history";

    @TempDir
    private Path folder;

    private PagesWorld world;
    private Browser olga;

    @BeforeEach
    void open() throws InterruptedException {
        world = new PagesWorld(folder);
        world.contacts(world.own, "gone@dept.example");
        EmailId email = world.send(world.own, "Newsletter", "Hello");
        world.bounced(world.own, email, "gone@dept.example", Reason.POLICY, "550 5.1.1 no such user, says zorblax");
        olga = world.olga();
        olga.get(PAGE);
    }

    @AfterEach
    void close() {
        olga.close();
        world.close();
    }

    /** The page of what has begun; here it is over at once. */
    private String over(HttpResponse<String> begun) {
        return olga.get(begun.headers().firstValue("Location").orElseThrow()).body();
    }

    private String reason() {
        return world.store.suppressions().counts(world.own).toString();
    }

    @Test
    void whatADryRunShowsIsAppliedAndUndone() {
        String dry = over(olga.submit(PAGE, Map.of("rules", "")));
        assertTrue(dry.contains("gone@dept.example"), dry);
        assertTrue(dry.contains("Judge 1 bounce again"), dry);
        assertEquals("{POLICY=1}", reason());

        String applied = over(olga.submit(PAGE + "/1/apply", Map.of()));
        assertTrue(applied.contains("Undo it"), applied);
        assertEquals("{UNKNOWN_USER=1}", reason());

        over(olga.submit(PAGE + "/2/undo", Map.of()));
        assertEquals("{POLICY=1}", reason());
        String list = olga.get(PAGE).body();
        assertTrue(list.contains("Undone: no. 2"), list);
        assertTrue(olga.speaking("zh-CN").get(PAGE).body().contains("历史重判"));
    }

    @Test
    void brokenRulesAreShownWithTheirPlaceAndStartNothing() {
        HttpResponse<String> answer = olga.submit(PAGE, Map.of("rules", "[[rule]]\nid = 5"));

        assertEquals(422, answer.statusCode());
        assertTrue(answer.body().contains("tried.toml:"), answer.body());
        assertTrue(answer.body().contains("id = 5"), "what was entered is lost");
        assertTrue(world.store.reclassifications().list(10).isEmpty());
    }

    @Test
    void aDryRunOfOtherRulesCannotBeApplied() {
        String rules = """
                [pack]
                title = "Tried"

                [[rule]]
                id = "tried-closed"
                reason = "SPAM"
                fault = "CONTENT"
                source = "our log"
                note = "Tried."
                match.all = ["says zorblax"]
                examples = ["550 5.7.1 refused, says zorblax"]
                counter-examples = ["550 5.7.1 refused by zorblax"]
                """;

        String dry = over(olga.submit(PAGE, Map.of("rules", rules)));
        HttpResponse<String> applied = olga.submit(PAGE + "/1/apply", Map.of());

        assertTrue(dry.contains("These rules are not in force"), dry);
        assertFalse(dry.contains("/apply"), dry);
        assertEquals(303, applied.statusCode());
        assertEquals("{POLICY=1}", reason());
    }

    @Test
    void othersDoNotSeeIt() {
        try (Browser mara = world.mara()) {
            assertEquals(403, mara.get(PAGE).statusCode());
            assertFalse(mara.get("/rules").body().contains(PAGE));
        }
    }
}
