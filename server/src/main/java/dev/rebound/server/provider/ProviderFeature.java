package dev.rebound.server.provider;

import dev.rebound.engine.audit.AuditLog;
import dev.rebound.engine.provider.EventSourceDesk;
import dev.rebound.engine.provider.EventSources;
import dev.rebound.engine.provider.ProviderDesk;
import dev.rebound.server.session.SecretToken;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import java.time.InstantSource;

/** Provider events in all forms: endpoints, pages, REST API. */
public final class ProviderFeature implements Feature {

    private final Parts parts;
    private final EventSourceDesk desk;

    /** What the feature works with. */
    public record Parts(EventSources sources, ProviderDesk taking) {}

    public ProviderFeature(Parts parts, AuditLog audit, InstantSource clock) {
        this.parts = parts;
        this.desk = new EventSourceDesk(parts.sources(), audit, clock, SecretToken::create);
    }

    @Override
    public void register(Routes routes) {
        new EventEndpoint(parts.sources(), parts.taking(), InstantSource.system()).register(routes);
        new EventSourcePages(desk).register(routes);
        new EventSourceApi(desk).register(routes);
    }
}
