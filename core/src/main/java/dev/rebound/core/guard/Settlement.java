package dev.rebound.core.guard;

/** What becomes of the bounces that a circuit held, all of them together. */
public enum Settlement {
    /** They do what the policies of their accounts say, as if they had never been held. */
    RELEASED,
    /** They never do anything: the addresses were not to blame. */
    ROLLED_BACK
}
