package dev.rebound.engine.delivery;

import java.util.Optional;

/** Port: the bytes of a message that is due. The same message always has the same Message-ID. */
@FunctionalInterface
public interface ContentSource {

    /** The complete message with CRLF line ends; empty if its email no longer exists. */
    Optional<byte[]> contentOf(QueuedMessage message);
}
