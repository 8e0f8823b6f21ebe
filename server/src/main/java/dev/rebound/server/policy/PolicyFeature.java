package dev.rebound.server.policy;

import dev.rebound.engine.policy.PolicyChanges;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;

/** The policy of an account in all forms: pages, REST API. */
public final class PolicyFeature implements Feature {

    private final PolicyChanges policies;

    public PolicyFeature(PolicyChanges policies) {
        this.policies = policies;
    }

    @Override
    public void register(Routes routes) {
        new PolicyPages(policies).register(routes);
        new PolicyApi(policies).register(routes);
    }
}
