package dev.rebound.server.submission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.engine.submission.SubmittedMail;
import dev.rebound.engine.submission.Submitter;
import dev.rebound.server.SignedInPages;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The list of submitted mail as its readers see it. */
class SubmittedPageTest extends SignedInPages {

    private static final String HOSTILE = "<script>alert(1)</script>";

    private void submit(String recipient, String headerId) {
        SubmittedMail mail = new SubmittedMail(
                EmailAddress.parse("shop@sender.example").orElseThrow(),
                "Order " + HOSTILE,
                headerId,
                Optional.empty(),
                SubmittedMail.Asks.NOTHING,
                new byte[] {'x'},
                List.of(EmailAddress.parse(recipient).orElseThrow()));
        world.store
                .submissions()
                .accept(new Submitter(world.own, "shop"), mail, "SMTP 2026-03-01", world.clock.instant())
                .join();
    }

    private String page(String query) {
        HttpResponse<String> answer = mara.get("/a/" + world.own + "/submitted" + query);
        assertEquals(200, answer.statusCode());
        return answer.body();
    }

    @Test
    void anEmptyListSaysWhatToDoNext() {
        mara.speaking("en");
        assertTrue(page("").contains("Create an API key"));
        mara.speaking("zh-CN");
        assertTrue(page("").contains("新建 API 密钥"));
    }

    @Test
    void aMessageIsFoundByItsMessageIdWithItsBracketsOrWithout() {
        submit("kim@dept.example", "<1.a@shop.example>");
        submit("lee@dept.example", "<2.a@shop.example>");
        mara.speaking("en");

        assertTrue(page("").contains("kim@dept.example") && page("").contains("lee@dept.example"));
        for (String search : List.of("%3C2.a@shop.example%3E", "2.a@shop.example")) {
            String found = page("?search=" + search);
            assertTrue(found.contains("lee@dept.example"), search);
            assertFalse(found.contains("kim@dept.example"), search);
        }
        assertTrue(page("?search=2.a").contains("No such message"));
    }

    @Test
    void whatAProgramWroteIsNeverMarkup() {
        submit("kim@dept.example", "<1.a@shop.example>");

        assertFalse(page("").contains(HOSTILE));
        assertTrue(page("").contains("&lt;script&gt;"));
    }
}
