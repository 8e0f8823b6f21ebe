package dev.rebound.server.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.server.Browser;
import dev.rebound.server.Office;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a Prometheus server and a load balancer get to see. */
class MetricsTest {

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init") // made before every test
    private Office office;

    @SuppressWarnings("NullAway.Init")
    private Browser browser;

    @BeforeEach
    void open() {
        office = Office.open(folder);
        browser = new Browser(office.port());
    }

    @AfterEach
    void close() {
        browser.close();
        office.close();
    }

    private HttpResponse<String> scrape(String key) {
        HttpRequest request = browser.request("/api/v1/operator/metrics")
                .header("Authorization", "Bearer " + key)
                .build();
        return browser.send(request);
    }

    @Test
    void eventsAreCountedOnceHoweverOftenSomebodyAsks() {
        office.bounced(office.own(), "kim@x.example", "550 5.1.1 no such user");

        scrape("operator-key");
        office.bounced(office.foreign(), "lee@x.example", "550 5.1.1 no such user");
        String text = scrape("operator-key").body();

        assertTrue(text.contains("\nrebound_events_total{bounce=\"hard\",event=\"bounced\"} 2\n"), text);
        assertTrue(text.contains("\n# TYPE rebound_queue_messages gauge\nrebound_queue_messages 0\n"), text);
        assertTrue(text.contains("\nrebound_inboxes{state=\"connected\"} 0\n"), text);
        assertTrue(text.contains("\nrebound_inbox_messages_total{kind=\"ordinary\"} 0\n"), text);
        assertTrue(text.contains("\nrebound_sharing_number_held 0\n"), "another has it: " + text);
        assertFalse(text.contains("x.example"), text);
    }

    @Test
    void everyLineIsOneThatPrometheusReads() {
        office.bounced(office.own(), "kim@x.example", "550 5.1.1 no such user");

        HttpResponse<String> answer = scrape("operator-key");

        assertEquals(
                "text/plain; version=0.0.4; charset=utf-8",
                answer.headers().firstValue("Content-Type").orElse("").replace(";charset", "; charset"));
        answer.body()
                .lines()
                .forEach(line -> assertTrue(
                        line.matches(
                                "# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\\{[a-z]+=\"[a-z_]+\"(,[a-z]+=\"[a-z_]+\")*})? [0-9.]+"),
                        line));
    }

    @Test
    void anAccountsKeyDoesNotSeeThem() {
        assertEquals(403, scrape("own-key").statusCode());
        assertEquals(401, scrape("guess").statusCode());
    }

    @Test
    void whoeverAsksWhetherItCanWorkIsTold() {
        assertEquals("ready", browser.get("/ready").body());

        office.store().close();

        HttpResponse<String> answer = browser.get("/ready");
        assertEquals(503, answer.statusCode());
        assertEquals("5", answer.headers().firstValue("Retry-After").orElse(""));
        assertEquals("ok", browser.get("/health").body());
    }
}
