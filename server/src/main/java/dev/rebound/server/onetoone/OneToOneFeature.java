package dev.rebound.server.onetoone;

import dev.rebound.engine.audit.AuditLog;
import dev.rebound.engine.contact.Contacts;
import dev.rebound.engine.inbox.Inboxes;
import dev.rebound.engine.inbox.OneToOneSending;
import dev.rebound.engine.inbox.WritingPorts;
import dev.rebound.engine.time.WorldClock;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;

/** One-to-one emails in all forms: pages and REST API. */
public final class OneToOneFeature implements Feature {

    private final Parts parts;

    /** What the feature works with. */
    public record Parts(
            Inboxes inboxes,
            OneToOneSending sending,
            WritingPorts writing,
            Contacts contacts,
            AuditLog audit,
            WorldClock clock) {}

    public OneToOneFeature(Parts parts) {
        this.parts = parts;
    }

    @Override
    public void register(Routes routes) {
        // Before the pages of one email: "templates" would be taken for its number.
        new TemplatePages(parts).register(routes);
        new HabitsPages(parts).register(routes);
        new ComposePages(parts).register(routes);
        new OneToOnePages(parts).register(routes);
        new TemplateApi(parts).register(routes);
        new HabitsApi(parts).register(routes);
        new OneToOneApi(parts).register(routes);
    }
}
