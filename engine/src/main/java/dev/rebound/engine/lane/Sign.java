package dev.rebound.engine.lane;

/** What an attempt says about its destination, whatever it says about the message. */
public enum Sign {
    /** It works: it took the message, or refused it for good. */
    ANSWERED,
    /** It put off this message for a reason that lies in the message or its recipient, such as greylisting. */
    PUT_OFF,
    /** It refused for now without a reason that lies in the message. */
    REFUSED,
    /** The same, of a message that it put off before: says less, because what is left in the end is what it dislikes. */
    REFUSED_AGAIN,
    /** It asked us to go slower. */
    SLOWER,
    /** Nobody answered. */
    SILENT,
    /** Nothing was learned: the attempt broke on our side, or was not made. */
    NOTHING
}
