package dev.rebound.server.rule;

import dev.rebound.classify.Classifier;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;

/** Workbench, rules and their JSON twin. */
public final class RuleFeature implements Feature {

    private final Classifier classifier;

    public RuleFeature(Classifier classifier) {
        this.classifier = classifier;
    }

    @Override
    public void register(Routes routes) {
        Workbench workbench = new Workbench(classifier);
        new WorkbenchPages(workbench).register(routes);
        new RulePages(classifier).register(routes);
        new ExplainApi(workbench).register(routes);
    }
}
