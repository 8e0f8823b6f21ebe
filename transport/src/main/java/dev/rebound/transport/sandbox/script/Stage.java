package dev.rebound.transport.sandbox.script;

/** Where in its dealings with a server a client meets a behaviour, in the order it gets there. */
public enum Stage {
    /** While it looks for the domain's mail servers. */
    DNS("dns"),
    /** Instead of the greeting. */
    CONNECT("connect"),
    /** In answer to {@code MAIL}. */
    MAIL("mail"),
    /** In answer to {@code RCPT}. */
    RCPT("rcpt"),
    /** In answer to {@code DATA}. */
    DATA("data"),
    /** In answer to the end of the message. */
    END_OF_DATA("end-of-data");

    private final String word;

    Stage(String word) {
        this.word = word;
    }

    /** The stage's name in a script. */
    public String word() {
        return word;
    }

    /** Whether the recipient is not known yet, so that only a whole domain can behave so. */
    public boolean isBeforeRecipient() {
        return compareTo(RCPT) < 0;
    }
}
