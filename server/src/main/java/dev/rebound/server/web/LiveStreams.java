package dev.rebound.server.web;

import io.javalin.http.Context;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Server-sent events: parts of a page, sent whenever they have changed. Each stream has a virtual thread
 * that looks once a second; what it looks at is committed state, so a lost stream loses nothing, and
 * the browser opens a new one by itself. Thread-safe.
 */
final class LiveStreams {

    private static final int STREAMS_MAX = 200;
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    /** A comment keeps the connection from looking idle. */
    private static final int LOOKS_BETWEEN_SIGNS_OF_LIFE = 10;
    /** Then the browser has to ask again, which also checks its session again. */
    private static final int LOOKS_MAX = 600;

    private static final Logger LOG = LoggerFactory.getLogger(LiveStreams.class);

    private final Semaphore places = new Semaphore(STREAMS_MAX);
    private volatile boolean closed;

    /** Sends frames until one is the last, the browser has gone, or the server stops. */
    void serve(Context http, Supplier<Visit.Frame> frames) throws InterruptedException {
        if (closed || !places.tryAcquire()) {
            http.status(204);
            return;
        }
        try {
            http.res().setContentType("text/event-stream; charset=utf-8");
            http.res().setHeader("X-Accel-Buffering", "no");
            send(http.res().getOutputStream(), frames);
        } catch (IOException browserGone) {
            LOG.debug("A live stream has lost its browser", browserGone);
        } finally {
            places.release();
        }
    }

    private void send(ServletOutputStream out, Supplier<Visit.Frame> frames) throws IOException, InterruptedException {
        Map<String, String> sent = new HashMap<>();
        for (int look = 0; look < LOOKS_MAX && !closed; look++) {
            Visit.Frame frame = frames.get();
            boolean changed = false;
            for (Map.Entry<String, String> part : frame.parts().entrySet()) {
                if (!part.getValue().equals(sent.put(part.getKey(), part.getValue()))) {
                    changed = true;
                    write(out, message(part.getKey(), part.getValue()));
                }
            }
            if (!changed && look % LOOKS_BETWEEN_SIGNS_OF_LIFE == 0) {
                write(out, ":\n\n");
            }
            if (frame.last()) {
                write(out, message("done", ""));
                return;
            }
            Thread.sleep(LOOK_EVERY);
        }
    }

    private static String message(String event, String html) {
        return "event: " + event + "\n"
                + html.lines().map(line -> "data: " + line + "\n").reduce("", String::concat)
                + (html.isEmpty() ? "data:\n" : "") + "\n";
    }

    private static void write(ServletOutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** Ends all streams within a second. */
    void close() {
        closed = true;
    }
}
