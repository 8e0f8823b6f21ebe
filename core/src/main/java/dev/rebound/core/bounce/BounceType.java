package dev.rebound.core.bounce;

/** How final a bounce is. */
public enum BounceType {
    /** Permanent error or strict security filter. */
    HARD,
    /** Temporary problem; the address stays eligible. */
    SOFT,
    /** Still being tried, for at most 72 hours; then it becomes {@link #SOFT}. */
    PENDING
}
