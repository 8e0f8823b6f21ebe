package dev.rebound.engine.intake;

/** Too much returned mail of one account at a time; the sender may try again at once. */
public final class IntakeBusyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    IntakeBusyException() {
        super("too many reports of one account at a time", null, false, false);
    }
}
