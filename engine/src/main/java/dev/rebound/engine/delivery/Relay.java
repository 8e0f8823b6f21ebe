package dev.rebound.engine.delivery;

/** Who we hand messages to. */
public enum Relay {
    /** The recipient's own server: its 250 is a delivery. */
    NONE,
    /** A smarthost: its 250 says only that it will try. */
    SMARTHOST
}
