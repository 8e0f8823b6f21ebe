package dev.rebound.server.rule;

import dev.rebound.classify.own.RulesInForce;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;

/** Workbench, rules and their JSON twin. */
public final class RuleFeature implements Feature {

    private final RulesInForce rules;

    public RuleFeature(RulesInForce rules) {
        this.rules = rules;
    }

    @Override
    public void register(Routes routes) {
        Workbench workbench = new Workbench(rules);
        new WorkbenchPages(workbench).register(routes);
        new RulePages(rules).register(routes);
        new ExplainApi(workbench).register(routes);
    }
}
