package dev.rebound.server.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.engine.account.KeyScope;
import dev.rebound.server.Office;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The stream of an account's events. */
@Timeout(60)
class EventStreamTest {

    @TempDir
    private Path folder;

    private Office office;

    @BeforeEach
    void open() {
        office = Office.open(folder);
    }

    @AfterEach
    void close() {
        office.close();
    }

    /** A program that reads a stream. */
    private final class Reader implements AutoCloseable {

        private final HttpURLConnection connection;

        Reader(String key, String query, String lastEventId) throws IOException {
            connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + office.port() + "/api/v1/events" + query)
                    .toURL()
                    .openConnection();
            connection.setRequestProperty("Authorization", "Bearer " + key);
            if (!lastEventId.isEmpty()) {
                connection.setRequestProperty("Last-Event-ID", lastEventId);
            }
            connection.setReadTimeout((int) Duration.ofSeconds(30).toMillis());
        }

        int status() throws IOException {
            return connection.getResponseCode();
        }

        /** The lines that begin with this, until there are so many. */
        List<String> lines(String beginning, int count) throws IOException {
            List<String> lines = new ArrayList<>();
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
            String line = in.readLine();
            while (line != null) {
                if (line.startsWith(beginning)) {
                    lines.add(line.substring(beginning.length()));
                }
                line = lines.size() < count ? in.readLine() : null;
            }
            return lines;
        }

        @Override
        public void close() {
            connection.disconnect();
        }
    }

    @Test
    void whatHappensIsToldInOrderWithNumbersAndOnlyToItsAccount() throws IOException {
        office.bounced(office.foreign(), "f@x.example", "550 5.1.1 no such user");
        office.bounced(office.own(), "v@x.example", "550 5.1.1 no such user");
        office.bounced(office.own(), "w@x.example", "452 4.2.2 mailbox full");

        try (Reader reader = new Reader("own-key", "?after=0&types=message.bounced", "")) {
            assertEquals(200, reader.status());
            assertTrue(reader.connection.getContentType().startsWith("text/event-stream"));
            List<String> told = reader.lines("data: ", 2);
            assertTrue(told.getFirst().contains("\"address\":\"v@x.example\""), told.toString());
            assertTrue(told.getLast().contains("\"address\":\"w@x.example\""), told.toString());
        }
    }

    @Test
    void whoComesBackGetsEverythingSinceAndNothingTwice() throws IOException {
        office.bounced(office.own(), "v@x.example", "550 5.1.1 no such user");
        String seen;
        try (Reader reader = new Reader("own-key", "?after=0&types=message.bounced", "")) {
            seen = reader.lines("id: ", 1).getFirst();
        }
        office.bounced(office.own(), "w@x.example", "550 5.1.1 no such user");
        try (Reader reader = new Reader("own-key", "?types=message.bounced", seen)) {
            List<String> told = reader.lines("data: ", 1);
            assertTrue(told.getFirst().contains("\"address\":\"w@x.example\""), told.toString());
        }
    }

    @Test
    void withoutANumberItBeginsNow() throws Exception {
        office.bounced(office.own(), "v@x.example", "550 5.1.1 no such user");
        try (Reader reader = new Reader("own-key", "?types=message.bounced", "")) {
            assertEquals(200, reader.status());
            Thread.ofVirtual().start(() -> office.bounced(office.own(), "w@x.example", "550 5.1.1 no such user"));
            List<String> told = reader.lines("data: ", 1);
            assertTrue(told.getFirst().contains("\"address\":\"w@x.example\""), told.toString());
        }
    }

    @Test
    void aStreamEndsWhenItsKeyIsRevoked() throws IOException {
        long key = office.createKey(office.own(), "listener", Set.of(KeyScope.READ))
                .id();
        try (Reader reader = new Reader("listener", "", "")) {
            assertEquals(200, reader.status());
            office.store().apiKeys().revoke(office.own(), key, Instant.now());
            // Without an end this would wait for a line until the time is out.
            assertEquals(List.of(), reader.lines("data: ", 1));
        }
        try (Reader reader = new Reader("listener", "", "")) {
            assertEquals(401, reader.status());
        }
    }

    @Test
    void anAccountHasABoundedNumberOfStreamsAndLeavesOthersTheirs() throws IOException {
        List<Reader> readers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Reader reader = new Reader("own-key", "", "");
            assertEquals(200, reader.status(), "stream " + i);
            readers.add(reader);
        }
        Reader tooMany = new Reader("own-key", "", "");
        assertEquals(429, tooMany.status());
        assertEquals("30", tooMany.connection.getHeaderField("Retry-After"));
        Reader others = new Reader("foreign-key", "", "");
        assertEquals(200, others.status());
        readers.forEach(Reader::close);
        others.close();
    }

    @Test
    void whatIsNoNumberOrTypeIsRefused() throws IOException {
        for (String query : List.of("?after=x", "?after=-1", "?types=message.bounce", "?type=message.bounced")) {
            try (Reader reader = new Reader("own-key", query, "")) {
                assertEquals(400, reader.status(), query);
            }
        }
    }
}
