package dev.rebound.engine.delivery;

import dev.rebound.core.ledger.MessageId;

/** A message must not be handed over: the node's claim on it is over, and another node may be at it. Nothing was sent. */
public final class ClaimLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ClaimLostException(MessageId message) {
        super("the claim on message " + message + " is over");
    }
}
