package dev.rebound.engine.delivery;

import java.util.Optional;

/** Port: the content of a message that is due. The same message always has the same Message-ID. */
@FunctionalInterface
public interface ContentSource {

    /** The complete message; empty if its email no longer exists. */
    Optional<MessageContent> contentOf(QueuedMessage message);
}
