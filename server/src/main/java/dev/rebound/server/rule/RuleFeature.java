package dev.rebound.server.rule;

import dev.rebound.classify.own.RulesInForce;
import dev.rebound.engine.reclassify.Reclassifying;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;

/** Workbench, rules, what other rules make of past bounces, and their JSON twins. */
public final class RuleFeature implements Feature {

    private final RulesInForce rules;
    private final History history;

    public RuleFeature(RulesInForce rules, Reclassifying reclassifying) {
        this.rules = rules;
        this.history = new History(reclassifying, rules);
    }

    @Override
    public void register(Routes routes) {
        Workbench workbench = new Workbench(rules);
        new WorkbenchPages(workbench).register(routes);
        new RulePages(rules).register(routes);
        new RuleApi(rules).register(routes);
        new ExplainApi(workbench).register(routes);
        new HistoryPages(history).register(routes);
        new HistoryApi(history).register(routes);
    }
}
