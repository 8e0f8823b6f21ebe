package dev.rebound.server.contact;

import dev.rebound.engine.audit.AuditLog;
import dev.rebound.engine.contact.ChangingProperties;
import dev.rebound.engine.contact.Contact;
import dev.rebound.engine.contact.Contacts;
import dev.rebound.engine.contact.ErasingContacts;
import dev.rebound.engine.inbox.OneToOneCourses;
import dev.rebound.engine.ledger.Ledger;
import dev.rebound.engine.policy.PolicyChanges;
import dev.rebound.engine.sequence.Enrolment;
import dev.rebound.engine.sequence.Sequence;
import dev.rebound.engine.sequence.Sequences;
import dev.rebound.engine.suppression.EnteringBounces;
import dev.rebound.engine.suppression.Unbouncing;
import dev.rebound.engine.time.WorldClock;
import dev.rebound.server.guard.HeldNotices;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/** Contacts in all forms: pages, files, REST API. */
public final class ContactFeature implements Feature {

    private final Contacts contacts;
    private final ContactChanges changes;
    private final AddressChanges addresses;
    private final ErasingContacts erasing;
    private final ChangingProperties properties;
    private final ContactExport export;
    private final ImportDesk imports;
    private final Standing standing;
    private final EnteringBounces entering;
    private final WorldClock clock;

    /**
     * What decides whether an address may be sent to, what lifts a suppression, what keeps a bounce from being one, and what is written to it
     * alone.
     */
    public record Standing(
            Ledger ledger, Unbouncing unbouncing, PolicyChanges policies, HeldNotices held, OneToOne oneToOne) {}

    /** What was written to one person, and what is going to be. */
    public record OneToOne(OneToOneCourses courses, Sequences sequences) {

        Optional<InSequence> goesThrough(Contact contact) {
            return sequences
                    .active(contact.account(), contact.id())
                    .flatMap(enrolment -> sequences
                            .find(contact.account(), enrolment.sequence())
                            .map(sequence -> new InSequence(sequence, enrolment)));
        }
    }

    /** The sequence that a contact goes through. */
    public record InSequence(Sequence sequence, Enrolment enrolment) {}

    /**
     * @param folder for imports under way
     */
    public ContactFeature(Contacts contacts, Standing standing, AuditLog audit, WorldClock clock, Path folder) {
        this.contacts = contacts;
        this.standing = standing;
        this.clock = clock;
        entering = new EnteringBounces(standing.ledger(), audit, clock);
        changes = new ContactChanges(contacts, audit, clock);
        addresses = new AddressChanges(contacts, standing.ledger(), standing.policies(), audit, clock);
        properties = new ChangingProperties(contacts, audit, clock);
        erasing = new ErasingContacts(contacts, standing.ledger(), audit, clock);
        export = new ContactExport(contacts, audit, clock);
        try {
            imports = new ImportDesk(contacts, audit, clock, folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the folder for imports cannot be used: " + folder, e);
        }
    }

    @Override
    public void register(Routes routes) {
        // Before the pages of one contact: "import" and "properties" would be taken for its number.
        new ImportPages(imports).register(routes);
        new PropertyNamePages(contacts, properties).register(routes);
        new ContactPages(
                        contacts,
                        changes,
                        export,
                        new ContactPages.Judging(
                                standing.unbouncing(),
                                entering,
                                standing.ledger(),
                                standing.held(),
                                standing.oneToOne()),
                        clock)
                .register(routes);
        new ContactPropertyPages(contacts, changes).register(routes);
        new ContactAddressPages(contacts, addresses).register(routes);
        new ContactErasingPages(contacts, erasing).register(routes);
        new ImportApi(imports).register(routes);
        new ContactAddressApi(contacts, addresses, erasing, clock).register(routes);
        new ContactPropertyApi(contacts, properties).register(routes);
        new ContactApi(contacts, changes, addresses, export, clock).register(routes);
        new EnteredBounceApi(contacts, entering, clock).register(routes);
        new EligibilityApi(contacts, standing.ledger(), standing.policies(), clock).register(routes);
    }
}
