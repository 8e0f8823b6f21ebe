package dev.rebound.server;

import dev.rebound.engine.time.WorldClock;
import dev.rebound.engine.webhook.WebhookCaller;
import dev.rebound.engine.webhook.Webhooks;
import dev.rebound.server.webhook.WebhookBody;
import dev.rebound.server.webhook.WebhookFeature;
import dev.rebound.transport.dns.NameQuestions;
import dev.rebound.transport.http.PinnedCalls;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;

/** Calls webhooks for real, as long as they are at loopback; {@code inside.example} is where they must not go. */
public final class LoopbackCalls implements NameQuestions {

    private LoopbackCalls() {}

    /** The feature's parts over a store. */
    public static WebhookFeature.Parts over(Webhooks webhooks, WorldClock clock) {
        WebhookCaller caller = new WebhookCaller(
                webhooks, new PinnedCalls(new LoopbackCalls()), WebhookBody::of, clock, InstantSource.system());
        return new WebhookFeature.Parts(webhooks, caller, true);
    }

    @Override
    public Texts texts(String name) {
        return new Texts.None();
    }

    @Override
    public Addresses addresses(String host) {
        return host.equals("127.0.0.1")
                ? new Addresses.At(List.of(InetAddress.ofLiteral(host)))
                : new Addresses.None(host + " is where we must not connect to");
    }
}
