package dev.rebound.engine.lane;

/** A lane has room for so many messages of a flow. */
public record Want(Flow flow, int messages) {

    public Want {
        if (messages < 1) {
            throw new IllegalArgumentException("a lane wants at least one message, not " + messages);
        }
    }
}
