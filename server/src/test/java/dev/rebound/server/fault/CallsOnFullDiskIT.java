package dev.rebound.server.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.server.Browser;
import dev.rebound.server.Office;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** While the disk is full, calls that change something are put off with nothing changed; afterwards they are taken. */
@Tag("slow")
class CallsOnFullDiskIT {

    private static final int DISK_MEGABYTES = 48;

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

    @Test
    void aChangeIsPutOffAndNotHalfDone() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), DISK_MEGABYTES);
                Office office = Office.open(disk.place());
                Browser browser = new Browser(office.port());
                Browser ann = new Browser(office.port()).signIn("ann", Office.PASSWORD)) {
            assertEquals(200, add(browser, "before@x.example").statusCode());
            ann.get("/me");

            disk.fill();
            HttpResponse<String> putOff = add(browser, "during@x.example");
            assertEquals(503, putOff.statusCode(), putOff.body());
            assertEquals("30", putOff.headers().firstValue("Retry-After").orElse(""));
            assertTrue(putOff.body().contains("urn:rebound:problem:unavailable"), putOff.body());
            assertEquals(
                    503,
                    ann.submit("/a/" + office.own() + "/contacts/new", Map.of("email", "page@x.example"))
                            .statusCode());
            HttpResponse<String> read = call(browser, "GET", "/contacts/count", "");
            assertEquals(200, read.statusCode(), "reading goes on: " + read.body());
            assertTrue(read.body().contains("\"count\":1"), read.body());

            disk.makeRoom();
            assertEquals(200, add(browser, "after@x.example").statusCode());
            assertTrue(call(browser, "GET", "/contacts/count", "").body().contains("\"count\":2"));
        }
    }
}
