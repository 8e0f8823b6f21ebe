package dev.rebound.server.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.server.Browser;
import dev.rebound.server.Office;
import dev.rebound.store.ClosableGate;
import dev.rebound.store.database.OwnPostgres;
import dev.rebound.store.database.PostgresAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * While the database's server cannot be reached, whoever calls or looks is told to come back, nothing is half done, and afterwards
 * the same process goes on by itself.
 */
@Tag("slow")
class CallsWithoutDatabaseIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TempDir
    private Path folder;

    private static HttpResponse<String> call(Browser browser, String method, String path, String body) {
        return browser.send(browser.request("/api/v1" + path)
                .header("Authorization", "Bearer own-key")
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build());
    }

    private static HttpResponse<String> add(Browser browser, String address) {
        return call(browser, "POST", "/contacts", "{\"contacts\": [{\"email\": \"" + address + "\"}]}");
    }

    private static void assertPutOff(HttpResponse<String> answer) {
        assertEquals(503, answer.statusCode(), answer.body());
        assertEquals("30", answer.headers().firstValue("Retry-After").orElse(""));
    }

    @Test
    void callsAndPagesArePutOffAndGoOnByThemselves() throws Exception {
        PostgresAddress database = OwnPostgres.running().newDatabase();
        try (ClosableGate gate = ClosableGate.before(database);
                Office office = Office.open(folder, gate.address(database));
                Browser browser = new Browser(office.port());
                Browser ann = new Browser(office.port()).signIn("ann", Office.PASSWORD)) {
            assertEquals(200, add(browser, "before@x.example").statusCode());

            gate.shut();
            HttpResponse<String> added = add(browser, "during@x.example");
            assertPutOff(added);
            assertTrue(added.body().contains("urn:rebound:problem:unavailable"), added.body());
            assertPutOff(call(browser, "GET", "/contacts/count", ""));
            assertPutOff(ann.get("/a/" + office.own() + "/contacts"));

            gate.open();
            HttpResponse<String> after = add(browser, "after@x.example");
            for (Instant end = Instant.now().plus(PATIENCE); after.statusCode() == 503; ) {
                assertTrue(Instant.now().isBefore(end), "it does not come back by itself");
                LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
                after = add(browser, "after@x.example");
            }
            assertEquals(200, after.statusCode(), after.body());
            assertTrue(call(browser, "GET", "/contacts/count", "").body().contains("\"count\":2"));
            assertEquals(200, ann.get("/a/" + office.own() + "/contacts").statusCode());
        }
    }
}
