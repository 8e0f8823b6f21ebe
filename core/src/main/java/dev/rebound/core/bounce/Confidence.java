package dev.rebound.core.bounce;

/** How far a verdict can be relied on. */
public enum Confidence {
    /** A rule matched wording or a provider key that leaves no doubt. */
    HIGH,
    /** A rule matched wording that is usually right. */
    MEDIUM,
    /** Only a code spoke, or the wording is vague. */
    LOW,
    /** Nothing spoke: an honest "unclassified". */
    NONE
}
