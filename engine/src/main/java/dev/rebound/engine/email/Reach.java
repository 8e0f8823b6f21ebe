package dev.rebound.engine.email;

/** Whether a selection has anybody at a moment: what has to be known before an email is sent, and no more. */
public enum Reach {
    /** It is empty. */
    NOBODY_SELECTED,
    /** All of it would be left out. */
    NOBODY_ELIGIBLE,
    /** At least one would be sent to. */
    SOMEBODY
}
