package dev.rebound.server.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.classify.rule.RuleSet;
import dev.rebound.parse.finding.FindingKind;
import dev.rebound.server.Browser;
import dev.rebound.server.SignedInPages;
import dev.rebound.server.i18n.Language;
import dev.rebound.server.i18n.Wording;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WorkbenchTest extends SignedInPages {

    private static final String BENCH = "/rules/workbench";
    private static final Pattern TOKEN = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");
    private static final String REPORT = """
            From: MAILER-DAEMON@mx.dept.example
            Subject: Undelivered <script>alert(1)</script>
            Content-Type: multipart/report; report-type=delivery-status; boundary=b

            --b
            Content-Type: text/plain

            Your message could not be delivered.

            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.dept.example

            Final-Recipient: rfc822; "<b>kim</b>"@dept.example
            Action: failed
            Status: 5.2.2
            Diagnostic-Code: smtp; 552 5.2.2 <img src=x onerror=alert(1)> The mailbox is over quota

            --b--
            """;

    private HttpResponse<String> explain(String text) {
        mara.get(BENCH);
        return mara.submit(BENCH, Map.of("text", text));
    }

    private HttpResponse<String> upload(String content) {
        Matcher token = TOKEN.matcher(mara.get(BENCH).body());
        assertTrue(token.find());
        String body = "--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n" + token.group(1)
                + "\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"report.eml\"\r\n"
                + "Content-Type: message/rfc822\r\n\r\n" + content + "\r\n--x--\r\n";
        return mara.send(mara.request(BENCH)
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    @Test
    void aReplyIsShownWithItsRuleAndTheWordsThatDecided() {
        String page = explain("552 The MAILBOX is over  quota").body();

        assertTrue(page.contains("Mailbox full"), page);
        assertTrue(page.contains("<mark>over  quota</mark>") || page.contains("over  quota</mark>"), page);
        assertTrue(page.contains("over quota</mark>"), "the normalised text is marked too");
        assertTrue(page.contains("/rules/show/mailbox-full"), page);
    }

    @Test
    void aPastedMessageIsReadAsOneAndItsWordsAreNeverMarkup() {
        String page = explain(REPORT).body();

        assertTrue(page.contains("How the message is read"), page);
        assertTrue(page.contains("Mailbox full"), page);
        assertFalse(page.contains("<img src=x"), page);
        assertFalse(page.contains("<b>kim"), page);
        assertFalse(page.contains("<script>alert"), page);
    }

    @Test
    void anUploadedMessageIsReadAndOneOfMoreThanTenMegabytesRefused() {
        assertTrue(upload(REPORT).body().contains("Mailbox full"));

        HttpResponse<String> refused = upload("Subject: x\r\n\r\n" + "0123456789".repeat(1_000_001));

        assertEquals(422, refused.statusCode());
        assertTrue(refused.body().contains("larger than 10 MB"), refused.body());
    }

    @Test
    void nothingAndTooMuchAreRefusedInWords() {
        assertEquals(422, explain("  ").statusCode());
        assertEquals(422, explain("550 " + "x".repeat(20_000)).statusCode());
    }

    @Test
    void everyPageIsThereInBothLanguages() {
        for (String language : List.of("en", "zh-CN")) {
            mara.speaking(language);
            for (String page : List.of("/rules", BENCH, "/rules/show/mailbox-full", "/rules?search=quota&page=9")) {
                HttpResponse<String> answer = mara.get(page);
                assertEquals(200, answer.statusCode(), page);
                assertTrue(answer.body().contains("lang=\"" + language), page);
            }
            assertEquals(200, explain(REPORT).statusCode());
        }
    }

    @Test
    void everyRuleHasAPage() {
        RuleSet.builtIn().rules().stream()
                .map(rule -> "/rules/show/" + rule.id().value())
                .forEach(page -> assertEquals(200, mara.get(page).statusCode(), page));
        assertEquals(404, mara.get("/rules/show/no-such-rule").statusCode());
    }

    @Test
    void rulesAreFoundByTheirPhrases() {
        String page = mara.get("/rules?search=over+quota").body();

        assertTrue(page.contains("/rules/show/mailbox-full"), page);
        assertFalse(page.contains("/rules/show/greylisted"), page);
        assertTrue(
                mara.get("/rules?search=%3Cscript%3E").body().contains("&lt;script"), "what was searched is escaped");
    }

    @Test
    void whoHasNotSignedInSeesNothing() {
        try (Browser stranger = new Browser(world.port())) {
            for (String page : List.of("/rules", BENCH, "/rules/show/mailbox-full")) {
                assertEquals(303, stranger.get(page).statusCode(), page);
            }
        }
    }

    @Test
    void everyFindingHasWordsInBothLanguages() {
        for (Language language : Language.values()) {
            Wording wording = new Wording(language, ZoneOffset.UTC);
            for (FindingKind kind : FindingKind.values()) {
                assertFalse(wording.name(kind).isBlank(), kind::name);
            }
        }
    }
}
