package dev.rebound.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.server.Browser;
import dev.rebound.server.Office;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls that are made again with the same key, as a program does that does not know whether the first arrived. */
class CallsOnceTest {

    private static final String EMAIL = """
        {"name": "N", "subject": "S", "from": "a@sender.example", "text": "T"}\
        """;

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

    private HttpResponse<String> post(String path, String body, String key) {
        return browser.send(browser.request("/api/v1" + path)
                .header("Authorization", "Bearer own-key")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private long emails() {
        return office.store().emails().page(office.own(), Optional.empty(), 100).size();
    }

    @Test
    void theSecondCallGetsTheFirstAnswerAndMakesNothing() {
        HttpResponse<String> first = post("/emails", EMAIL, "k-1");
        HttpResponse<String> second = post("/emails", EMAIL, "k-1");

        assertEquals(201, first.statusCode());
        assertEquals(201, second.statusCode());
        assertEquals(first.body(), second.body());
        assertEquals(first.headers().firstValue("Location"), second.headers().firstValue("Location"));
        assertEquals("true", second.headers().firstValue("Idempotent-Replayed").orElse(""));
        assertEquals(1, emails());
    }

    @Test
    void anotherKeyIsAnotherCall() {
        post("/emails", EMAIL, "k-1");
        post("/emails", EMAIL, "k-2");

        assertEquals(2, emails());
    }

    @Test
    void theSameKeyWithAnotherBodyIsRefused() {
        post("/emails", EMAIL, "k-1");
        HttpResponse<String> other = post("/emails", EMAIL.replace("\"S\"", "\"Other\""), "k-1");

        assertEquals(422, other.statusCode());
        assertTrue(other.body().contains("Make up a new one for each call"), other.body());
        assertEquals(1, emails());
    }

    @Test
    void whatWasRefusedCanBePutRightWithTheSameKey() {
        assertEquals(422, post("/emails", "{\"name\": \"N\"}", "k-1").statusCode());
        assertEquals(201, post("/emails", EMAIL, "k-1").statusCode());
    }

    @Test
    void aKeyOfAnotherFormIsRefusedBeforeAnythingIsDone() {
        HttpResponse<String> answer = post("/emails", EMAIL, "two words");

        assertEquals(400, answer.statusCode());
        assertEquals(0, emails());
        assertEquals(400, post("/emails", EMAIL, "k".repeat(201)).statusCode());
    }

    @Test
    void ofManyCallsAtOnceOneIsCarriedOut() {
        try (ExecutorService programs = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Integer>> answers = IntStream.range(0, 16)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> post("/emails", EMAIL, "k-1").statusCode(), programs))
                    .toList();
            answers.forEach(answer -> assertTrue(List.of(201, 409).contains(answer.join())));
        }
        assertEquals(1, emails());
    }
}
