package dev.rebound.engine.webhook;

import dev.rebound.engine.time.WorldClock;
import dev.rebound.engine.webhook.WebhookCalls.Answer;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Makes one call: events become a body, the body is signed and posted. Thread-safe. */
public final class WebhookCaller {

    /** Names a call, the same whenever it is made again. */
    private static final String DELIVERY = "Rebound-Delivery";

    private final Webhooks webhooks;
    private final WebhookCalls calls;
    private final BiFunction<Webhook, List<WebhookEvent>, byte[]> bodies;
    private final WorldClock clock;
    /** Signatures go by the wall clock, as receivers do, also where a rehearsal's clock runs fast. */
    private final InstantSource wall;

    /**
     * @param bodies makes what is posted; no events make a call that only tests
     */
    public WebhookCaller(
            Webhooks webhooks,
            WebhookCalls calls,
            BiFunction<Webhook, List<WebhookEvent>, byte[]> bodies,
            WorldClock clock,
            InstantSource wall) {
        this.webhooks = webhooks;
        this.calls = calls;
        this.bodies = bodies;
        this.clock = clock;
        this.wall = wall;
    }

    WorldClock clock() {
        return clock;
    }

    /** Tells a webhook of events; what went wrong, in words, or nothing if it took them. */
    Optional<String> tell(Webhook webhook, List<WebhookEvent> events) {
        String numbers = events.isEmpty()
                ? "test"
                : events.getFirst().number() + "-" + events.getLast().number();
        byte[] body = bodies.apply(webhook, events);
        Map<String, String> headers = Map.of(
                "Content-Type",
                "application/json",
                DELIVERY,
                webhook.id() + "-" + numbers,
                WebhookSignature.HEADER,
                WebhookSignature.of(body, webhook.secret(), wall.instant()));
        return switch (calls.post(webhook.url(), headers, body)) {
            case Answer.Replied replied when replied.isTaken() -> Optional.empty();
            case Answer.Replied(int status) -> Optional.of("HTTP " + status);
            case Answer.Unreached(String why) -> Optional.of(why);
        };
    }

    /** Calls it without events; what went wrong, in words, or nothing. */
    public Optional<String> test(Webhook webhook) {
        return tell(webhook, List.of());
    }

    /**
     * Tells a webhook of the events of a dead letter once more, and forgets the letter if it took them.
     *
     * @return what went wrong, in words, or nothing
     */
    public Optional<String> replay(Webhook webhook, DeadLetter letter) {
        List<WebhookEvent> events = webhooks.between(webhook, letter.first(), letter.last());
        Optional<String> problem = events.isEmpty() ? Optional.empty() : tell(webhook, events);
        if (problem.isEmpty()) {
            webhooks.removeDeadLetter(webhook.account(), webhook.id(), letter.id());
        }
        return problem;
    }
}
