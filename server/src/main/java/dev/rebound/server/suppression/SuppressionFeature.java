package dev.rebound.server.suppression;

import dev.rebound.engine.email.Emails;
import dev.rebound.engine.suppression.Suppressions;
import dev.rebound.engine.suppression.Unbouncing;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;

/** Suppressions in all forms: pages, file, REST API. */
public final class SuppressionFeature implements Feature {

    private final Suppressions suppressions;
    private final BulkUnbounce bulk;
    private final SuppressionExport export;
    private final SuspectedPages suspected;

    public SuppressionFeature(Suppressions suppressions, Unbouncing unbouncing, Emails emails, SenderFacts sender) {
        this.suppressions = suppressions;
        bulk = new BulkUnbounce(unbouncing);
        export = new SuppressionExport(suppressions);
        suspected = new SuspectedPages(suppressions, emails, sender);
    }

    @Override
    public void register(Routes routes) {
        new SuppressionPages(suppressions, export).register(routes);
        suspected.register(routes);
        new SuppressionApi(suppressions, bulk, export).register(routes);
    }
}
