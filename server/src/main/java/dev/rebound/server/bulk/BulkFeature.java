package dev.rebound.server.bulk;

import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.engine.bulk.BulkChanges;
import dev.rebound.server.listfile.ListReading;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Function;

/** Bulk changes in all forms: pages, files, REST API. */
public final class BulkFeature implements Feature {

    private final BulkChanges changes;
    private final UploadDesk desk;

    /**
     * @param classifier judges the replies of servers that some lists have kept
     * @param folder for files under way
     */
    public BulkFeature(BulkChanges changes, Function<Diagnostic, Verdict> classifier, Path folder) {
        this.changes = changes;
        try {
            desk = new UploadDesk(changes, new ListReading(changes, classifier), folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the folder for lists cannot be used: " + folder, e);
        }
    }

    @Override
    public void register(Routes routes) {
        new BulkPages(changes, desk).register(routes);
        new BulkApi(changes, desk).register(routes);
    }
}
