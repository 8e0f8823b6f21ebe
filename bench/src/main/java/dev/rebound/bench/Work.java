package dev.rebound.bench;

/** What is done to one message. Thread-safe. */
@FunctionalInterface
public interface Work {

    /** Does it; returns something that depends on all of the work, so that none of it can be optimised away. */
    int on(byte[] message);
}
