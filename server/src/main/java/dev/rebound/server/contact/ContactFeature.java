package dev.rebound.server.contact;

import dev.rebound.engine.audit.AuditLog;
import dev.rebound.engine.contact.Contacts;
import dev.rebound.engine.ledger.Ledger;
import dev.rebound.engine.policy.PolicyChanges;
import dev.rebound.engine.suppression.Unbouncing;
import dev.rebound.engine.time.WorldClock;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Contacts in all forms: pages, files, REST API. */
public final class ContactFeature implements Feature {

    private final Contacts contacts;
    private final ContactChanges changes;
    private final ContactExport export;
    private final ImportDesk imports;
    private final Standing standing;
    private final WorldClock clock;

    /** What decides whether an address may be sent to, and what lifts a suppression. */
    public record Standing(Ledger ledger, Unbouncing unbouncing, PolicyChanges policies) {}

    /**
     * @param folder for imports under way
     */
    public ContactFeature(Contacts contacts, Standing standing, AuditLog audit, WorldClock clock, Path folder) {
        this.contacts = contacts;
        this.standing = standing;
        this.clock = clock;
        changes = new ContactChanges(contacts, audit, clock);
        export = new ContactExport(contacts, audit, clock);
        try {
            imports = new ImportDesk(contacts, audit, clock, folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the folder for imports cannot be used: " + folder, e);
        }
    }

    @Override
    public void register(Routes routes) {
        // Before the pages of one contact: "import" would be taken for its number.
        new ImportPages(imports).register(routes);
        new ContactPages(contacts, changes, export, standing.unbouncing(), clock).register(routes);
        new ImportApi(imports).register(routes);
        new ContactApi(contacts, changes, export, clock).register(routes);
        new EligibilityApi(contacts, standing.ledger(), standing.policies(), clock).register(routes);
    }
}
