package dev.rebound.feed.log;

/** What a mailer made of an attempt, in its own opinion: it knows better than a code whether it goes on. */
public enum Outcome {
    /** A server took the message. */
    TAKEN,
    /** It is tried again. */
    DEFERRED,
    /** The mailer has given up because of what was said. */
    FAILED,
    /** The mailer has given up because it took too long; what was said is what was said last. */
    EXPIRED,
    /** Not said: the reply code decides. */
    BY_CODE
}
