package dev.rebound.transport.sandbox.script;

/** What the name server answers instead of a domain's mail servers. */
public enum DnsTrouble {
    /** The domain does not exist. */
    NXDOMAIN("nxdomain"),
    /** The name server cannot say (RCODE 2). */
    SERVFAIL("servfail"),
    /** The domain takes no mail (RFC 7505). */
    NULL_MX("null-mx"),
    /** The domain exists but has neither mail servers nor addresses. */
    NO_RECORDS("no-records"),
    /** The mail server's name has no address. */
    NO_ADDRESS("no-address"),
    /** No answer at all. */
    SILENCE("silence");

    private final String word;

    DnsTrouble(String word) {
        this.word = word;
    }

    /** The trouble's name in a script. */
    public String word() {
        return word;
    }
}
