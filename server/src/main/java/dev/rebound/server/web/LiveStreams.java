package dev.rebound.server.web;

import io.javalin.http.Context;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Server-sent events: parts of a page, sent whenever they have changed, or events of an account. Each stream has a
 * virtual thread that looks once a second; what it looks at is committed state, so a lost stream loses nothing, and
 * the browser opens a new one by itself. A stream ends when whoever opened it may no longer see it. Streams are
 * bounded in all and for each owner, so that one session or account cannot take the places of the others.
 * Thread-safe.
 */
final class LiveStreams {

    /** Streams at the same time. */
    static final int STREAMS_MAX = 5_000;
    /** Streams of one session, or of one account's programs, at the same time. */
    static final int STREAMS_OF_OWNER_MAX = 50;

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    /** A comment keeps the connection from looking idle; whoever reads is asked for again as often. */
    private static final int LOOKS_BETWEEN_SIGNS_OF_LIFE = 10;
    /** Then the browser has to ask again. */
    private static final int LOOKS_MAX = 600;

    /** A page whose stream came to its end takes the next one at once, not after the browser's three to five seconds. */
    private static final String AGAIN_SOON = "retry: 500\n\n";

    private static final Logger LOG = LoggerFactory.getLogger(LiveStreams.class);

    private final Semaphore places = new Semaphore(STREAMS_MAX);
    private final ConcurrentMap<String, Integer> streamsByOwner = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /**
     * Parts of a page.
     *
     * @param owner whose streams are counted together
     * @param stillAdmitted whether the owner may still see them
     */
    record Source(String owner, Supplier<Visit.Frame> frames, BooleanSupplier stillAdmitted) {}

    /**
     * Sends frames until one is the last, the browser has gone, or the server stops. Without a place for one more
     * stream the answer is 204, after which a browser does not ask again (HTML, section 9.2.3).
     */
    void serve(Context http, Source source) throws InterruptedException {
        if (!serve(http, source.owner(), out -> send(out, source))) {
            http.status(204);
        }
    }

    /** What a stream sends. */
    @FunctionalInterface
    private interface Sender {
        /** Sends until there is no more to send. */
        void send(ServletOutputStream out) throws IOException, InterruptedException;
    }

    private boolean serve(Context http, String owner, Sender sender) throws InterruptedException {
        if (closed || !enter(owner)) {
            return false;
        }
        try {
            http.res().setContentType("text/event-stream; charset=utf-8");
            http.res().setHeader("X-Accel-Buffering", "no");
            sender.send(http.res().getOutputStream());
        } catch (IOException readerGone) {
            LOG.debug("A live stream has lost its reader", readerGone);
        } finally {
            leave(owner);
        }
        return true;
    }

    private boolean enter(String owner) {
        if (!places.tryAcquire()) {
            return false;
        }
        if (streamsByOwner.merge(owner, 1, Integer::sum) <= STREAMS_OF_OWNER_MAX) {
            return true;
        }
        leave(owner);
        return false;
    }

    private void leave(String owner) {
        streamsByOwner.computeIfPresent(owner, (name, streams) -> streams == 1 ? null : streams - 1);
        places.release();
    }

    private void send(ServletOutputStream out, Source source) throws IOException, InterruptedException {
        Map<String, String> sent = new HashMap<>();
        for (int look = 0; look < LOOKS_MAX && !closed; look++) {
            boolean signOfLife = look % LOOKS_BETWEEN_SIGNS_OF_LIFE == 0;
            if (signOfLife && look > 0 && !source.stillAdmitted().getAsBoolean()) {
                write(out, message("done", ""));
                return;
            }
            Visit.Frame frame = source.frames().get();
            if (look == 0) {
                // Not before: what does not exist is answered 404, and a line of the stream is a 200.
                write(out, AGAIN_SOON);
            }
            boolean changed = false;
            for (Map.Entry<String, String> part : frame.parts().entrySet()) {
                if (!part.getValue().equals(sent.put(part.getKey(), part.getValue()))) {
                    changed = true;
                    write(out, message(part.getKey(), part.getValue()));
                }
            }
            if (!changed && signOfLife) {
                write(out, ":\n\n");
            }
            if (frame.last()) {
                write(out, message("done", ""));
                return;
            }
            Thread.sleep(LOOK_EVERY);
        }
    }

    /** Sends events of an account; false if there is no place, and nothing was answered. */
    boolean serveEvents(Context http, String owner, Supplier<List<Visit.Event>> next, BooleanSupplier stillAdmitted)
            throws InterruptedException {
        return serve(http, owner, out -> sendEvents(out, next, stillAdmitted));
    }

    private void sendEvents(ServletOutputStream out, Supplier<List<Visit.Event>> next, BooleanSupplier stillAdmitted)
            throws IOException, InterruptedException {
        write(out, ":\n\n");
        for (int look = 1; look <= LOOKS_MAX && !closed; look++) {
            if (look % LOOKS_BETWEEN_SIGNS_OF_LIFE == 0) {
                if (!stillAdmitted.getAsBoolean()) {
                    return;
                }
                write(out, ":\n\n");
            }
            for (List<Visit.Event> events = next.get(); !events.isEmpty() && !closed; events = next.get()) {
                StringBuilder text = new StringBuilder();
                events.forEach(event -> text.append("id: ")
                        .append(event.id())
                        .append('\n')
                        .append(message(event.name(), event.data())));
                write(out, text.toString());
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
