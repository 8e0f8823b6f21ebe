package dev.rebound.server;

import dev.rebound.classify.own.RulesInForce;
import dev.rebound.core.token.ReturnPathSigner;
import dev.rebound.engine.provider.ProviderDesk;
import dev.rebound.engine.time.WorldClock;
import dev.rebound.engine.webhook.WebhookCaller;
import dev.rebound.engine.webhook.Webhooks;
import dev.rebound.server.provider.ProviderFeature;
import dev.rebound.server.webhook.WebhookBody;
import dev.rebound.server.webhook.WebhookFeature;
import dev.rebound.store.Store;
import dev.rebound.transport.dns.NameQuestions;
import dev.rebound.transport.http.PinnedCalls;
import dev.rebound.transport.provider.Dialects;
import java.io.IOException;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;

/** Calls webhooks for real, as long as they are at loopback; {@code inside.example} is where they must not go. */
public final class LoopbackCalls implements NameQuestions {

    /** Seals the tokens that events have to carry. */
    public static final ReturnPathSigner SIGNER = new ReturnPathSigner(List.of(new byte[32]));

    private LoopbackCalls() {}

    /** The feature's parts over a store. */
    public static WebhookFeature.Parts over(Webhooks webhooks, WorldClock clock) {
        WebhookCaller caller = new WebhookCaller(
                webhooks, new PinnedCalls(new LoopbackCalls()), WebhookBody::of, clock, InstantSource.system());
        return new WebhookFeature.Parts(webhooks, caller, true);
    }

    /** Provider events over a store; Amazon cannot be asked. */
    public static ProviderFeature.Parts providers(Store store, WorldClock clock) {
        ProviderDesk desk = new ProviderDesk(
                new ProviderDesk.Parts(
                        store.eventSources(),
                        store.ledger(),
                        store.messageLookup(),
                        store.quarantine(),
                        SIGNER,
                        RulesInForce.builtIn(InstantSource.system())::classify,
                        Dialects.all(url -> {
                            throw new IOException("there is no Amazon here");
                        })),
                false,
                clock);
        return new ProviderFeature.Parts(store.eventSources(), desk);
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
