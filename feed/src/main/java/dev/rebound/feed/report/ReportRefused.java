package dev.rebound.feed.report;

/** A report that acts on nothing, and why. */
public final class ReportRefused extends RuntimeException {

    /** Why it does not act. */
    public enum Why {
        /** No token of ours came with it, or one that only shows that somebody saw the message. */
        NO_TOKEN,
        /** The token had expired. */
        EXPIRED_TOKEN,
        /** It names nobody that it could be about. */
        NO_RECIPIENT
    }

    private final Why why;

    ReportRefused(Why why) {
        super(why.name(), null, false, false);
        this.why = why;
    }

    /** Why it does not act. */
    public Why why() {
        return why;
    }
}
