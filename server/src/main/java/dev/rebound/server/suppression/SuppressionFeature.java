package dev.rebound.server.suppression;

import dev.rebound.engine.suppression.Suppressions;
import dev.rebound.engine.suppression.Unbouncing;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;

/** Suppressions in all forms: pages, file, REST API. */
public final class SuppressionFeature implements Feature {

    private final Suppressions suppressions;
    private final BulkUnbounce bulk;
    private final SuppressionExport export;

    public SuppressionFeature(Suppressions suppressions, Unbouncing unbouncing) {
        this.suppressions = suppressions;
        bulk = new BulkUnbounce(suppressions, unbouncing);
        export = new SuppressionExport(suppressions);
    }

    @Override
    public void register(Routes routes) {
        new SuppressionPages(suppressions, bulk, export).register(routes);
        new SuppressionApi(suppressions, bulk, export).register(routes);
    }
}
