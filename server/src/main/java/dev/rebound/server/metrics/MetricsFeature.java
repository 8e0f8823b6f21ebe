package dev.rebound.server.metrics;

import dev.rebound.engine.account.Permission;
import dev.rebound.engine.ledger.StoreUnavailableException;
import dev.rebound.engine.metrics.StoreFigures;
import dev.rebound.engine.metrics.StoreFigures.EventKind;
import dev.rebound.engine.metrics.StoreFigures.Standing;
import dev.rebound.engine.metrics.StoreFigures.Tally;
import dev.rebound.engine.node.Duty;
import dev.rebound.engine.node.Lease;
import dev.rebound.engine.sharing.NumberStanding;
import dev.rebound.server.api.ApiCall;
import dev.rebound.server.api.ApiRoutes;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.Visit;
import java.lang.management.ManagementFactory;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /api/v1/operator/metrics} for a Prometheus server, which sends an operator's key as bearer token, and
 * {@code GET /ready} for a load balancer. {@code GET /health} says that the process is alive, this one that it can
 * work. No figure names an account or an address.
 */
public final class MetricsFeature implements Feature {

    private static final Logger LOG = LoggerFactory.getLogger(MetricsFeature.class);

    private final StoreFigures figures;
    private final Lease lease;
    private final InboxFigures inboxes;
    private final Supplier<Optional<NumberStanding>> sharing;
    private final ReentrantLock lock = new ReentrantLock();

    /** Events since the process started, and up to which number they are counted. */
    private final Map<EventKind, Long> events = new HashMap<>();

    private long counted;
    private boolean hasBegun;

    /**
     * @param lease without which this process delivers nothing
     * @param inboxes of all accounts
     * @param sharing with other installations; empty where nothing is shared
     */
    public MetricsFeature(
            StoreFigures figures, Lease lease, InboxFigures inboxes, Supplier<Optional<NumberStanding>> sharing) {
        this.sharing = sharing;
        this.lease = lease;
        this.inboxes = inboxes;
        this.figures = figures;
    }

    @Override
    public void register(Routes routes) {
        ApiRoutes.of(routes).get("/operator/metrics", Permission.INSTALLATION, this::metrics);
        routes.get("/ready", Access.PUBLIC, this::ready);
        begin();
    }

    /** Counting begins where the ledger ends; a store that is not there yet is asked again with the first call. */
    private void begin() {
        lock.lock();
        try {
            if (!hasBegun) {
                counted = figures.lastEvent();
                hasBegun = true;
            }
        } catch (StoreUnavailableException e) {
            hasBegun = false;
        } finally {
            lock.unlock();
        }
    }

    /** Anybody may ask, and often: one look-up. That the store can be read does not say that its disk has room. */
    private void ready(Visit visit) {
        try {
            long lastEvent = figures.lastEvent();
            LOG.debug("Ready lastEvent={}", lastEvent);
            if (lease.number().isEmpty()) {
                notReady(visit, "the lease of this node has run out; it delivers nothing until it has it again");
                return;
            }
            visit.http().result("ready");
        } catch (StoreUnavailableException e) {
            notReady(visit, "the store does not answer");
        }
    }

    private static void notReady(Visit visit, String why) {
        visit.http().status(503).header("Retry-After", "5").result(why);
    }

    private void metrics(ApiCall call) {
        call.refuseUnknownParameters();
        Standing standing = figures.standing();
        Exposition out = new Exposition();
        writeEvents(out);
        out.gauge("rebound_ledger_last_event", "Number of the last event of the ledger.", standing.lastEvent())
                .gauge("rebound_queue_messages", "Messages that are not at their end.", standing.queued())
                .gauge("rebound_quarantined_mails", "Mails in quarantine.", standing.quarantined())
                .gauge("rebound_global_bounces", "Addresses suppressed for every account.", standing.globallyBounced())
                .gauge("rebound_webhooks_failing", "Webhooks whose last call failed.", standing.webhooksFailing())
                .gauge(
                        "rebound_dead_letters",
                        "Batches of events that webhooks could not be told of.",
                        standing.deadLetters())
                .gauge(
                        "rebound_circuits_open",
                        "Circuits of the guard that are open; one that stays open for hours is for people to look at.",
                        standing.circuitsOpen())
                .gauge(
                        "rebound_bounces_held",
                        "Bounces the guard holds: they suppress nobody for now.",
                        standing.bouncesHeld());
        inboxes.write(out);
        writeNode(out);
        writeSharing(out);
        writeProcess(out);
        call.visit().http().contentType(Exposition.CONTENT_TYPE).result(out.text());
    }

    private void writeEvents(Exposition out) {
        begin();
        String name = "rebound_events_total";
        out.begin(name, "Events recorded in the ledger since the process started.", "counter");
        lock.lock();
        try {
            Tally tally = figures.eventsAfter(counted);
            tally.counts().forEach((kind, count) -> events.merge(kind, count, Long::sum));
            counted = tally.end();
            List<EventKind> kinds = events.keySet().stream()
                    .sorted(Comparator.comparing(EventKind::event)
                            .thenComparing(kind -> kind.bounce().map(Enum::name).orElse("")))
                    .toList();
            for (EventKind kind : kinds) {
                Map<String, String> labels = new HashMap<>(Map.of("event", lower(kind.event())));
                kind.bounce().ifPresent(bounce -> labels.put("bounce", lower(bounce.name())));
                out.sample(name, labels, events.getOrDefault(kind, 0L));
            }
        } finally {
            lock.unlock();
        }
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private void writeNode(Exposition out) {
        out.gauge("rebound_nodes_live", "Nodes that share the work of this database, with this one.", lease.nodes())
                .gauge(
                        "rebound_node_lease_held",
                        "1 while this node may work; 0 for longer than seconds means that it cannot reach the database.",
                        lease.number().isPresent() ? 1 : 0)
                .begin(
                        "rebound_node_duty_held",
                        "What this node does for all; over all nodes each adds up to 1, or nobody does it.",
                        "gauge");
        Duty.ALL.stream()
                .sorted()
                .forEach(duty -> out.sample(
                        "rebound_node_duty_held",
                        Map.of("duty", duty.name().replace('-', '_')),
                        lease.holds(duty) ? 1 : 0));
    }

    private void writeSharing(Exposition out) {
        sharing.get()
                .ifPresent(standing -> out.gauge(
                        "rebound_sharing_number_held",
                        "1 while the number among installations that share is this one's; 0 for longer than a minute means that"
                                + " another has it, or that Kafka was not reached since the start: nothing is shared.",
                        standing.mayShare() ? 1 : 0));
    }

    private static void writeProcess(Exposition out) {
        out.gauge(
                        "process_start_time_seconds",
                        "When the process started, in seconds of Unix time.",
                        ManagementFactory.getRuntimeMXBean().getStartTime() / 1e3)
                .gauge(
                        "jvm_memory_heap_used_bytes",
                        "Heap in use.",
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed())
                .gauge(
                        "jvm_threads_platform",
                        "Platform threads.",
                        ManagementFactory.getThreadMXBean().getThreadCount());
        if (ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system) {
            out.counter(
                    "process_cpu_seconds_total",
                    "CPU that the process has used.",
                    system.getProcessCpuTime() / (double) TimeUnit.SECONDS.toNanos(1));
        }
    }
}
