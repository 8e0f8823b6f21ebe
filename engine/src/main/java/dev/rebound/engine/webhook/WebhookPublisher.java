package dev.rebound.engine.webhook;

import dev.rebound.engine.ledger.StoreUnavailableException;
import dev.rebound.engine.node.Duty;
import dev.rebound.engine.node.Lease;
import dev.rebound.engine.webhook.Webhook.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells webhooks what they have not been told yet, in the order of the ledger, each by a virtual thread of its own.
 *
 * <p>At least once: a call whose answer is lost is made again, so a receiver goes by the ids of events. One that fails
 * is called again after {@link #FIRST_WAIT}, then after twice that and so on, at most every {@link #LONGEST_WAIT}; after
 * {@link #CALLS_MAX} calls, most of a day later, its events become a {@link DeadLetter} and it goes on behind them. One
 * slow receiver keeps no other waiting.
 *
 * <p>Of several nodes one calls. If it is taken for dead in the middle of a call, the next one makes that call again, and the
 * first one's answer moves no position: it is stored only where the position is still the one it began at.
 */
public final class WebhookPublisher implements AutoCloseable {

    /** Events told of in one call. */
    public static final int EVENTS_MAX = 100;

    /** How long a webhook that failed once is left alone. */
    static final Duration FIRST_WAIT = Duration.ofSeconds(30);

    /** How long one that fails again and again is. */
    static final Duration LONGEST_WAIT = Duration.ofHours(1);

    /** Calls for the same events. */
    static final int CALLS_MAX = 24;

    private static final long LOOK_MILLIS = 500;
    /** How far a position moves on without a call before it is stored. */
    private static final long PASSED_UNTOLD_MAX = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(WebhookPublisher.class);

    private final Webhooks webhooks;
    private final WebhookCaller caller;
    private final Lease lease;
    private final ConcurrentMap<WebhookId, Passed> passed = new ConcurrentHashMap<>();
    private final Set<WebhookId> busy = ConcurrentHashMap.newKeySet();
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("webhooks").daemon().factory());

    private volatile boolean stopping;

    /**
     * How far a webhook has come without a call.
     *
     * @param from the stored position from which; another one means that it was told or set back meanwhile
     */
    private record Passed(long from, long end) {}

    private WebhookPublisher(Webhooks webhooks, WebhookCaller caller, Lease lease) {
        this.lease = lease;
        this.webhooks = webhooks;
        this.caller = caller;
    }

    /** Starts one. */
    public static WebhookPublisher start(Webhooks webhooks, WebhookCaller caller, Lease lease) {
        WebhookPublisher publisher = new WebhookPublisher(webhooks, caller, lease);
        ScheduledFuture<?> ticking = publisher.clockwork.scheduleWithFixedDelay(
                publisher::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        LOG.debug("Webhooks are called ticking={}", !ticking.isDone());
        return publisher;
    }

    /** Nothing may leave this: a scheduled task that throws is never run again. */
    private void look() {
        if (!lease.holds(Duty.WEBHOOKS)) {
            return;
        }
        try {
            List<Webhook> callable = webhooks.callable(now());
            if (callable.isEmpty()) {
                return;
            }
            long last = webhooks.lastEvent();
            for (Webhook webhook : callable) {
                if (position(webhook) < last && busy.add(webhook.id())) {
                    calls.execute(() -> tellAll(webhook, last));
                }
            }
        } catch (StoreUnavailableException | RejectedExecutionException e) {
            LOG.debug("Webhooks wait", e);
        } catch (RuntimeException e) {
            LOG.warn("Webhooks could not be called and are tried again", e);
        }
    }

    private Instant now() {
        return caller.clock().instant();
    }

    private long position(Webhook webhook) {
        Passed known = passed.get(webhook.id());
        return known != null && known.from() == webhook.position() ? known.end() : webhook.position();
    }

    private void tellAll(Webhook due, long last) {
        try {
            boolean takes = true;
            while (takes && !stopping && lease.holds(Duty.WEBHOOKS)) {
                Optional<Webhook> webhook =
                        webhooks.find(due.account(), due.id()).filter(found -> !found.paused());
                takes = webhook.isPresent() && position(webhook.get()) < last && tellNext(webhook.get());
            }
        } catch (RuntimeException e) {
            LOG.warn("A webhook could not be told and is tried again webhook={}", due.id(), e);
        } finally {
            busy.remove(due.id());
        }
    }

    private boolean tellNext(Webhook webhook) {
        Webhooks.Stretch next = webhooks.after(webhook, position(webhook), EVENTS_MAX);
        if (!next.events().isEmpty()) {
            return tell(webhook, next);
        }
        if (next.end() - webhook.position() > PASSED_UNTOLD_MAX) {
            webhooks.passed(webhook, next.end());
        } else {
            passed.put(webhook.id(), new Passed(webhook.position(), next.end()));
        }
        return true;
    }

    private boolean tell(Webhook webhook, Webhooks.Stretch next) {
        Optional<String> problem = caller.tell(webhook, next.events());
        if (problem.isEmpty()) {
            webhooks.told(webhook, next.end(), now());
            return true;
        }
        int failures = webhook.trouble().map(Trouble::calls).orElse(0) + 1;
        LOG.warn("A webhook did not take its events webhook={} calls={} why={}", webhook.id(), failures, problem.get());
        if (failures < CALLS_MAX) {
            webhooks.failed(webhook.id(), new Trouble(failures, problem.get(), now().plus(waitAfter(failures))));
        } else {
            List<WebhookEvent> events = next.events();
            webhooks.giveUp(new DeadLetter(
                    0,
                    webhook.id(),
                    events.getFirst().number(),
                    next.end(),
                    events.size(),
                    failures,
                    problem.get(),
                    now()));
        }
        return false;
    }

    /** How long to wait after so many failures. */
    static Duration waitAfter(int failures) {
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(failures - 1, 20));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    @Override
    public void close() {
        stopping = true;
        clockwork.shutdownNow();
        calls.shutdownNow();
    }
}
