package dev.rebound.server.boot;

import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.token.ReturnPathSigner;
import dev.rebound.engine.delivery.ReturnPaths;
import dev.rebound.engine.provider.Provider;
import dev.rebound.engine.provider.ProviderDesk;
import dev.rebound.engine.time.WorldClock;
import dev.rebound.server.config.Configuration;
import dev.rebound.server.provider.ProviderFeature;
import dev.rebound.store.Store;
import dev.rebound.transport.provider.Dialects;
import dev.rebound.transport.provider.TokenMark;
import java.util.Optional;
import java.util.function.Function;

/** Makes what takes events of providers, and what messages carry for them. */
final class Providers {

    private Providers() {}

    /**
     * What takes events.
     *
     * @param classifier judges what a server is said to have said
     */
    static ProviderFeature.Parts parts(
            Store store,
            Configuration configuration,
            ReturnPathSigner signer,
            Function<Diagnostic, Verdict> classifier,
            WorldClock clock) {
        ProviderDesk desk = new ProviderDesk(
                new ProviderDesk.Parts(
                        store.eventSources(),
                        store.ledger(),
                        store.messageLookup(),
                        store.quarantine(),
                        signer,
                        classifier,
                        Dialects.all(Network.amazon(configuration))),
                configuration.intake().believePlausible(),
                clock);
        return new ProviderFeature.Parts(store.eventSources(), desk);
    }

    /** What messages carry, if a provider we know relays them. */
    static MessageMarks marks(Optional<Provider> relay, ReturnPaths returnPaths) {
        return message -> relay.flatMap(provider -> TokenMark.headerFor(provider, returnPaths.tokenOf(message)));
    }
}
