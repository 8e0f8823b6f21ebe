package dev.rebound.server.sequence;

import dev.rebound.engine.contact.Contacts;
import dev.rebound.engine.inbox.Inboxes;
import dev.rebound.engine.inbox.LetterTemplates;
import dev.rebound.engine.sequence.Enrolling;
import dev.rebound.engine.sequence.Sequences;
import dev.rebound.engine.time.WorldClock;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;

/** Sequences in all forms: pages and REST API. */
public final class SequenceFeature implements Feature {

    private final Parts parts;

    /** What the feature works with. */
    public record Parts(
            Sequences sequences,
            Enrolling enrolling,
            Inboxes inboxes,
            LetterTemplates templates,
            Contacts contacts,
            WorldClock clock) {}

    public SequenceFeature(Parts parts) {
        this.parts = parts;
    }

    @Override
    public void register(Routes routes) {
        new SequencePages(parts).register(routes);
        new EnrolPages(parts).register(routes);
        new SequenceApi(parts).register(routes);
    }
}
