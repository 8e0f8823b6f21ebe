package dev.rebound.server.webhook;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.account.Permission;
import dev.rebound.engine.webhook.EventType;
import dev.rebound.engine.webhook.Webhooks;
import dev.rebound.engine.webhook.Webhooks.Stretch;
import dev.rebound.server.api.ApiCall;
import dev.rebound.server.api.ApiRoutes;
import dev.rebound.server.api.FieldError;
import dev.rebound.server.api.ProblemKind;
import dev.rebound.server.api.Refusal;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.Visit.Event;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * What happens in an account, as server-sent events: for programs that listen and cannot be called. The ledger is the
 * only source, so a reader that comes back with the last number it has seen misses nothing.
 */
final class EventStreamApi implements Feature {

    /** Events sent in one go. */
    private static final int AT_ONCE_MAX = 500;
    /** For how long the ledger's last number is believed by all streams, in nanoseconds. */
    private static final long TAIL_KEPT_NANOS = 200_000_000;

    private static final String RETRY_AFTER_SECONDS = "30";

    private final Webhooks webhooks;
    private final AtomicLong tail = new AtomicLong();
    private final AtomicLong tailReadAt = new AtomicLong(System.nanoTime() - TAIL_KEPT_NANOS);

    EventStreamApi(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    @Override
    public void register(Routes routes) {
        ApiRoutes.of(routes).get("/events", Permission.VIEW, this::stream);
    }

    private void stream(ApiCall call) throws InterruptedException {
        Set<EventType> types = types(call);
        Optional<Long> seen = seen(call);
        call.refuseUnknownParameters();
        long from = seen.orElseGet(webhooks::lastEvent);
        Events events = new Events(call.account(), types, from);
        if (!call.visit().events(events)) {
            call.visit().http().header("Retry-After", RETRY_AFTER_SECONDS);
            throw new Refusal(ProblemKind.TOO_MANY, "The account has as many streams open as it may. Close one.");
        }
    }

    private static Set<EventType> types(ApiCall call) {
        Optional<String> wanted = call.query("types");
        if (wanted.isEmpty()) {
            return EnumSet.allOf(EventType.class);
        }
        Set<EventType> types = EnumSet.noneOf(EventType.class);
        for (String name : wanted.get().split(",", -1)) {
            types.add(EventType.named(name.strip()).orElseThrow(EventStreamApi::unknownType));
        }
        return types;
    }

    private static Refusal unknownType() {
        List<String> known =
                Arrays.stream(EventType.values()).map(EventType::shown).toList();
        return wrong("types", "UNKNOWN_VALUE", "must be some of " + String.join(",", known));
    }

    /** The header is what a browser sends by itself; the parameter is for the first call. */
    private static Optional<Long> seen(ApiCall call) {
        Optional<String> after = call.query("after");
        return Optional.ofNullable(call.visit().http().header("Last-Event-ID"))
                .or(() -> after)
                .map(text -> text.equals("0")
                        ? 0L
                        : ApiCall.idIn(text)
                                .orElseThrow(() -> wrong("after", "INVALID", "must be the id of an event, or 0")));
    }

    private static Refusal wrong(String name, String problem, String detail) {
        return new Refusal(
                ProblemKind.INVALID_PARAMETER,
                "The parameter \"" + name + "\" " + detail + ".",
                List.of(new FieldError(name, problem, detail)));
    }

    /** Thousands of streams ask for the same number; one question in a while answers all. */
    private long tail() {
        long now = System.nanoTime();
        long readAt = tailReadAt.get();
        if (now - readAt >= TAIL_KEPT_NANOS && tailReadAt.compareAndSet(readAt, now)) {
            tail.set(webhooks.lastEvent());
        }
        return tail.get();
    }

    /** Where one stream stands. Belongs to one thread. */
    private final class Events implements Supplier<List<Event>> {

        private final AccountId account;
        private final Set<EventType> types;
        private long position;

        Events(AccountId account, Set<EventType> types, long position) {
            this.account = account;
            this.types = types;
            this.position = position;
        }

        /** Stretches without an event for this reader are passed over, so that nothing means "nothing yet". */
        @Override
        public List<Event> get() {
            while (position < tail()) {
                Stretch stretch = webhooks.after(account, types, position, AT_ONCE_MAX);
                if (stretch.end() <= position) {
                    return List.of();
                }
                position = stretch.end();
                if (!stretch.events().isEmpty()) {
                    return stretch.events().stream()
                            .map(told -> new Event(
                                    told.number(),
                                    EventType.of(told.event())
                                            .map(EventType::shown)
                                            .orElseThrow(),
                                    WebhookBody.json(told).text()))
                            .toList();
                }
            }
            return List.of();
        }
    }
}
