package dev.rebound.transport.sandbox.notice;

import dev.rebound.engine.time.WorldClock;
import dev.rebound.transport.sandbox.record.DeliveryRecord;
import dev.rebound.transport.sandbox.record.OwedNotice;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends every owed notice when it is due, and again while the sender's server says "later". A virtual
 * thread waits for each; a few send at a time. The record is told after the server took a notice: if
 * the process dies between the two the notice goes out again, as a real mailer's would.
 *
 * <p>Thread-safe.
 */
public final class NoticePost implements AutoCloseable {

    /** Pause before the first further attempt; each one doubles it, up to {@link #PAUSE_MAX}. */
    private static final Duration PAUSE_FIRST = Duration.ofMinutes(5);

    private static final Duration PAUSE_MAX = Duration.ofHours(6);

    /** When a mailer stops trying (RFC 5321, section 4.5.4.1). */
    private static final Duration TRYING_MAX = Duration.ofDays(5);

    /** Notices that are on the wire at the same time. */
    private static final int SENDING_MAX = 8;

    private static final Logger LOG = LoggerFactory.getLogger(NoticePost.class);

    private final WorldClock clock;
    private final DeliveryRecord record;
    private final Map<String, InetSocketAddress> routes;
    private final Semaphore sending = new Semaphore(SENDING_MAX);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * @param routes the server that takes mail for a domain, by domain in lower case; notices for other
     *     domains are given up
     */
    public NoticePost(WorldClock clock, DeliveryRecord record, Map<String, InetSocketAddress> routes) {
        this.clock = clock;
        this.record = record;
        this.routes = Map.copyOf(routes);
    }

    /** Sends a notice when it is due; returns at once. It must be in the record already. */
    public void post(OwedNotice notice) {
        threads.execute(() -> {
            try {
                deliver(notice);
            } catch (InterruptedException e) {
                // The sandbox closes. The record still owes the notice; the next start sends it.
                Thread.currentThread().interrupt();
            }
        });
    }

    private void deliver(OwedNotice notice) throws InterruptedException {
        clock.awaitUntil(notice.due());
        Optional<InetSocketAddress> server = route(notice.to());
        if (server.isEmpty()) {
            giveUp(notice, "no route to the return path");
            return;
        }
        Instant attempt = clock.instant();
        Instant last = attempt.plus(TRYING_MAX);
        Duration pause = PAUSE_FIRST;
        while (!tried(notice, server.get(), last)) {
            clock.awaitUntil(attempt.plus(pause));
            attempt = clock.instant();
            pause = pause.multipliedBy(2).compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : pause.multipliedBy(2);
        }
    }

    /** One attempt; true if none should follow. */
    private boolean tried(OwedNotice notice, InetSocketAddress server, Instant last) throws InterruptedException {
        return switch (send(notice, server)) {
            case NoticeSender.Result.Taken _ -> {
                record.noticeSent(notice.id(), clock.instant());
                yield true;
            }
            case NoticeSender.Result.Refused refused -> {
                giveUp(notice, "reply " + refused.reply().code());
                yield true;
            }
            case NoticeSender.Result.Postponed postponed -> {
                boolean tooLate = clock.instant().isAfter(last);
                if (tooLate) {
                    giveUp(notice, postponed.why());
                }
                yield tooLate;
            }
        };
    }

    private NoticeSender.Result send(OwedNotice notice, InetSocketAddress server) throws InterruptedException {
        sending.acquire();
        try {
            return NoticeSender.send(notice, server);
        } finally {
            sending.release();
        }
    }

    private void giveUp(OwedNotice notice, String why) {
        LOG.info("sandbox notice given up: notice={} form={} why={}", notice.id(), notice.form(), why);
        record.noticeGivenUp(notice.id(), clock.instant(), why);
    }

    private Optional<InetSocketAddress> route(String address) {
        String domain = address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        return Optional.ofNullable(routes.get(domain));
    }

    /** Stops waiting and sending; what is still owed stays in the record. */
    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
