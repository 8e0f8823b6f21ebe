package dev.rebound.server.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.bounce.Reason;
import dev.rebound.core.policy.Policy;
import dev.rebound.engine.email.EmailId;
import dev.rebound.server.SignedInPages;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A policy is filled in, seen beforehand, changed and returned to, on the page. */
class PolicyPagesTest extends SignedInPages {

    @BeforeEach
    void open() throws InterruptedException {
        world.contacts(world.own, "full@dept.example");
        EmailId email = world.send(world.own, "Newsletter", "Hello");
        world.bounced(world.own, email, "full@dept.example", Reason.MAILBOX_FULL, "552 5.2.2 mailbox full");
    }

    private String page() {
        return "/a/" + world.own + "/policy";
    }

    /** What the browser would send: the protective preset. */
    private static Map<String, String> protective() {
        Map<String, String> fields = new TreeMap<>();
        fields.put("heeds-global", "yes");
        for (PolicyForm.Row row : PolicyForm.of(Policy.protective()).rows()) {
            fields.put("when-" + row.reason(), row.when().name());
            fields.put("bounces-" + row.reason(), row.bounces());
            fields.put("within-" + row.reason(), row.within());
            fields.put("expiry-" + row.reason(), row.expiry());
            fields.put("probe-" + row.reason(), row.probe());
            if (row.counts()) {
                fields.put("counts-" + row.reason(), "yes");
            }
        }
        return fields;
    }

    @Test
    void whatWouldChangeIsShownBeforeItDoes() {
        mara.get(page());
        HttpResponse<String> answer = mara.submit(page() + "/preview", protective());

        assertEquals(200, answer.statusCode());
        assertTrue(answer.body().contains("1 address would become mailable"), answer.body());
        assertTrue(answer.body().contains("full@dept.example"));
        assertEquals(1, world.store.suppressions().counts(world.own).size());
    }

    @Test
    void aPresetThatIsOnlyLookedAtSaysThatItIsNotInForce() {
        String unsaved = "This table is not in force yet";

        assertFalse(mara.get(page()).body().contains(unsaved));
        assertFalse(mara.get(page() + "?preset=STANDARD").body().contains(unsaved));
        assertTrue(mara.get(page() + "?preset=PROTECTIVE").body().contains(unsaved));
    }

    @Test
    void aChangeIsMadeAndUndone() {
        mara.get(page());
        mara.submit(page(), protective());

        assertEquals(Policy.protective(), world.store.policies().current(world.own));
        assertEquals(Map.of(), world.store.suppressions().counts(world.own));
        String shown = mara.get(page()).body();
        assertTrue(shown.contains("In force: Protective"), shown);

        mara.submit(page() + "/undo", Map.of("version", "1"));

        assertEquals(Policy.standard(), world.store.policies().current(world.own));
        assertEquals(1, world.store.suppressions().counts(world.own).size());
    }

    @Test
    void aWrongNumberIsShownWhereItStandsAndChangesNothing() {
        mara.get(page());
        Map<String, String> fields = protective();
        fields.put("bounces-MAILBOX_FULL", "1");
        HttpResponse<String> answer = mara.submit(page() + "/preview", fields);

        assertEquals(422, answer.statusCode());
        assertTrue(answer.body().contains("2 to 20 bounces"));
        assertEquals(Policy.standard(), world.store.policies().current(world.own));
    }

    @Test
    void thePageSpeaksChinese() {
        mara.speaking("zh-CN");
        mara.get(page());

        assertTrue(mara.submit(page() + "/preview", protective()).body().contains("1 个地址将恢复可发送"));
    }
}
