package dev.rebound.engine.email;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.engine.email.EmailCheck.Kind;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EmailChecksTest {

    private static List<EmailCheck> checks(String text, String html, EmailFiles.Entry... files) {
        EmailContent content = new EmailContent(
                "News", "Hello", "Shop", EmailAddress.parse("news@shop.example").orElseThrow(), text, html);
        return EmailChecks.of(content, List.of(files));
    }

    private static Map<Kind, Long> counts(List<EmailCheck> checks) {
        return checks.stream().collect(Collectors.toMap(EmailCheck::kind, EmailCheck::count));
    }

    @Test
    void aSimpleEmailIsFine() {
        assertEquals(Map.of(Kind.UNSUBSCRIBE_ADDED, 1L, Kind.SIZE_FINE, 5L), counts(checks("Hello", "")));
    }

    @ParameterizedTest
    @CsvSource({
        "https://shop.example/x?a=1&b=2, LINKS_FINE",
        "mailto:kim@shop.example, LINKS_FINE",
        "https://10.shop.example/, LINKS_FINE",
        "https://[2001:db8::7]/, LINKS_FINE",
        "https://172.20.1.1/, LINK_LOCAL",
        "HTTP://shop.example, LINK_WITHOUT_TLS",
        "/offers, LINK_RELATIVE",
        "www.shop.example, LINK_RELATIVE",
        "'', LINK_NOWHERE",
        "'#', LINK_NOWHERE",
        "javascript:go(), LINK_ODD_SCHEME",
        "file:///c:/x.pdf, LINK_ODD_SCHEME",
        "http://localhost:8080/x, LINK_LOCAL",
        "https://intranet/x, LINK_LOCAL",
        "https://10.0.0.7/, LINK_LOCAL",
        "https://me@192.168.1.1/, LINK_LOCAL",
        "https://[::1]/, LINK_LOCAL",
    })
    void everyLinkIsJudgedByItsAddress(String address, Kind kind) {
        List<EmailCheck> checks = checks("x", "<p><A class=b\nHREF='" + address + "'>here</A></p>");

        assertTrue(counts(checks).containsKey(kind), checks.toString());
        if (kind != Kind.LINKS_FINE) {
            assertEquals(List.of(address), checks.getFirst().examples());
        }
    }

    @Test
    void whatMattersComesFirstWithAFewExamples() {
        StringBuilder html = new StringBuilder("<img src=\"a.png\"><img alt='' src=b.png><abbr title=x>");
        for (int i = 0; i < 9; i++) {
            html.append("<a href=\"/page").append(i).append("\">x</a>");
        }
        html.append("<a href={{unsubscribe_link}}>out</a><a href=\"https://shop.example\">shop</a>");

        List<EmailCheck> checks = checks("", html.toString());

        assertEquals(Kind.LINK_RELATIVE, checks.getFirst().kind());
        assertEquals(9, checks.getFirst().count());
        assertEquals(EmailCheck.EXAMPLES_MAX, checks.getFirst().examples().size());
        Map<Kind, Long> counts = counts(checks);
        assertEquals(1, counts.get(Kind.IMAGE_WITHOUT_WORDS));
        assertEquals(1, counts.get(Kind.TEXT_MISSING));
        assertEquals(1, counts.get(Kind.UNSUBSCRIBE_WRITTEN));
        assertEquals(1, counts.get(Kind.LINKS_FINE));
    }

    @Test
    void linksOfTheTextAreLookedAtToo() {
        assertEquals(1, counts(checks("See http://shop.example.", "")).get(Kind.LINK_WITHOUT_TLS));
    }

    @Test
    void whatIsLargeIsSaid() {
        assertTrue(counts(checks("x", "y".repeat(103 * 1_024))).containsKey(Kind.SIZE_CUT_OFF));
        assertTrue(counts(checks("x", "", new EmailFiles.Entry("a.pdf", 7_500_000)))
                .containsKey(Kind.SIZE_LARGE));
        assertTrue(counts(checks("x", "", new EmailFiles.Entry("a.pdf", 7_000_000)))
                .containsKey(Kind.SIZE_FINE));
    }

    @Test
    void hostileHtmlIsReadOnceFromEndToEnd() {
        String hostile = "<a href=".repeat(100_000) + "<img ".repeat(100_000) + "\"'";

        assertTrue(checks("x", hostile).stream()
                .noneMatch(check -> check.kind().name().startsWith("LINK")));
    }
}
