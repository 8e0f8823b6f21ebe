package dev.rebound.server.inbox;

import dev.rebound.engine.inbox.Consents;
import dev.rebound.engine.inbox.CredentialsBox;
import dev.rebound.engine.inbox.InboxConnecting;
import dev.rebound.engine.inbox.Inboxes;
import dev.rebound.engine.inbox.OneToOneMessages;
import dev.rebound.engine.inbox.OneToOneSending;
import dev.rebound.engine.inbox.ServerSearch;
import dev.rebound.engine.inbox.WritingPorts;
import dev.rebound.engine.sequence.SequencePorts;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import java.security.SecureRandom;

/** Connected inboxes in all forms: pages and REST API. */
public final class InboxFeature implements Feature {

    private final Parts parts;

    /**
     * What the feature works with, and what is sent through inboxes.
     *
     * @param sending one-to-one emails
     * @param writing what people who write them have kept
     * @param sequences of such emails
     */
    public record Parts(
            Inboxes inboxes,
            InboxConnecting connecting,
            OneToOneSending sending,
            OneToOneMessages messages,
            WritingPorts writing,
            SequencePorts sequences,
            Finding finding) {}

    /**
     * What finds servers and asks for consent.
     *
     * @param box seals what a provider carries back to us
     * @param clearAllowed whether servers may be in private networks, and so be spoken to in clear
     */
    public record Finding(
            ServerSearch search, Consents consents, CredentialsBox box, SecureRandom random, boolean clearAllowed) {}

    public InboxFeature(Parts parts) {
        this.parts = parts;
    }

    @Override
    public void register(Routes routes) {
        new InboxPages(parts).register(routes);
        new ConsentPages(parts).register(routes);
        new InboxApi(parts).register(routes);
    }
}
