package dev.rebound.server.guard;

import dev.rebound.engine.guard.Guarding;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;

/** Pages and REST API of the guard. */
public final class GuardFeature implements Feature {

    private final Guarding guarding;

    public GuardFeature(Guarding guarding) {
        this.guarding = guarding;
    }

    @Override
    public void register(Routes routes) {
        new GuardPages(guarding).register(routes);
        new GuardApi(guarding).register(routes);
    }
}
