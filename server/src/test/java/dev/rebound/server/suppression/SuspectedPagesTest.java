package dev.rebound.server.suppression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.bounce.Reason;
import dev.rebound.engine.email.EmailId;
import dev.rebound.server.SignedInPages;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The list of suspected false bounces, and the letter that goes with it. */
class SuspectedPagesTest extends SignedInPages {

    private String list = "";

    @BeforeEach
    void letAnAddressTakeMailAndBounce() throws InterruptedException {
        world.contacts(world.own, "kim@dept.example", "lee@dept.example");
        EmailId first = world.send(world.own, "First", "Hello");
        world.delivered(world.own, first, "kim@dept.example");
        world.bounced(
                world.own, first, "lee@dept.example", Reason.UNKNOWN_USER, "550 5.1.1 no such user", "no such user");
        EmailId second = world.send(world.own, "Second", "Hello");
        world.bounced(world.own, second, "kim@dept.example", Reason.POLICY, "550 5.7.1 not here", "not here");
        list = "/a/" + world.own + "/suppressions/suspected";
    }

    @Test
    void whatTookMailIsListedWithWhatSpeaksForIt() {
        String page = mara.get(list).body();

        assertTrue(page.contains("kim@dept.example"));
        assertTrue(page.contains("Took your mail shortly before"));
        assertFalse(page.contains("lee@dept.example"));
    }

    @Test
    void theLetterNamesWhatAPostmasterNeedsInBothLanguages() {
        String page = mara.get("/a/" + world.own + "/suppressions/allowlist?address=kim@dept.example")
                .body();

        assertTrue(page.contains("Please let our mail to dept.example in"), page);
        assertTrue(page.contains("请将我们发往 dept.example 的邮件加入白名单"), page);
        assertTrue(page.contains("192.0.2.7"), page);
        assertTrue(page.contains("bounces.sender.example"), page);
    }

    @Test
    void thereIsNoLetterForAnAddressThatIsNotSuppressedHere() {
        for (String address : new String[] {"nobody@dept.example", "no address", ""}) {
            assertEquals(
                    404,
                    mara.get("/a/" + world.own + "/suppressions/allowlist?address=" + address.replace(" ", "%20"))
                            .statusCode(),
                    address);
        }
    }
}
