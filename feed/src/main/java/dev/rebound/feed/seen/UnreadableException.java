package dev.rebound.feed.seen;

/** A line that nothing can be made of. The message says what is wrong with it and never what is in it. */
public final class UnreadableException extends RuntimeException {

    public UnreadableException(String why) {
        super(why);
    }

    public UnreadableException(String why, Throwable cause) {
        super(why, cause);
    }
}
