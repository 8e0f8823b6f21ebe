package dev.rebound.server.suppression;

import dev.rebound.engine.email.Emails;
import dev.rebound.engine.suppression.Suppressions;
import dev.rebound.engine.suppression.Unbouncing;
import dev.rebound.server.guard.HeldNotices;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;

/** Suppressions in all forms: pages, file, REST API. */
public final class SuppressionFeature implements Feature {

    private final Suppressions suppressions;
    private final BulkUnbounce bulk;
    private final SuppressionExport export;
    private final AllowlistLetters letters;
    private final SuspectedPages suspected;

    private final HeldNotices held;

    public SuppressionFeature(
            Suppressions suppressions, Unbouncing unbouncing, Emails emails, SenderFacts sender, HeldNotices held) {
        this.suppressions = suppressions;
        this.held = held;
        bulk = new BulkUnbounce(unbouncing);
        export = new SuppressionExport(suppressions);
        letters = new AllowlistLetters(emails, sender);
        suspected = new SuspectedPages(suppressions, letters);
    }

    @Override
    public void register(Routes routes) {
        new SuppressionPages(suppressions, export, held).register(routes);
        suspected.register(routes);
        new SuppressionApi(suppressions, bulk, export, letters).register(routes);
    }
}
