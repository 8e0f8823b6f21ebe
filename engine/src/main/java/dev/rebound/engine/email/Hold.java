package dev.rebound.engine.email;

/** Why nothing of an email goes out for now. */
public enum Hold {
    /** Somebody paused it. */
    PAUSED,
    /** Too much of its sample hard bounced; somebody has to decide about the rest. */
    REVIEW,
    /** Somebody cancelled it; for good. */
    CANCELLED
}
