package dev.rebound.engine.delivery;

/** Port: makes of what an email says the form in which it goes on the wire. Thread-safe. */
@FunctionalInterface
public interface MessageComposer {

    /** Composes once what all messages of an email have in common. */
    MessageTemplate templateOf(SharedDraft email);
}
