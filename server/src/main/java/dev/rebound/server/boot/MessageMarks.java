package dev.rebound.server.boot;

import dev.rebound.engine.delivery.QueuedMessage;
import dev.rebound.engine.delivery.SharedDraft.Header;
import java.util.Optional;

/** What a message carries for the provider that relays it, so that events of it can be matched. */
@FunctionalInterface
interface MessageMarks {

    /** The header field; none where mail goes to the recipients' own servers. */
    Optional<Header> of(QueuedMessage message);
}
