package dev.rebound.engine.domain;

/** What was found out about one record, and how good that is. */
public enum Finding {
    /** The key that signs is published. */
    DKIM_PUBLISHED(Subject.DKIM, State.GOOD),
    /** No key of ours signs mail of this domain. */
    DKIM_NO_KEY(Subject.DKIM, State.WRONG),
    /** No key of ours signs, but the relay may. */
    DKIM_LEFT_TO_RELAY(Subject.DKIM, State.OPEN),
    /** A key signs, and receivers find nothing to check it with. */
    DKIM_NOT_PUBLISHED(Subject.DKIM, State.WRONG),
    /** Another key stands where ours should. */
    DKIM_OTHER_KEY(Subject.DKIM, State.WRONG),
    /** The key was withdrawn: its record is there and empty (RFC 6376, section 3.6.1). */
    DKIM_WITHDRAWN(Subject.DKIM, State.WRONG),

    /** Every address we send from passes. */
    SPF_PASSES(Subject.SPF, State.GOOD),
    /** There is a record; whether it names our addresses cannot be told from here. */
    SPF_THERE(Subject.SPF, State.OPEN),
    /** There is no record. */
    SPF_NONE(Subject.SPF, State.WRONG),
    /** More than one: receivers take none (RFC 7208, section 4.5). */
    SPF_SEVERAL(Subject.SPF, State.WRONG),
    /** It cannot be evaluated: bad syntax, or more than 10 look-ups (RFC 7208, sections 4.6 and 4.6.4). */
    SPF_BROKEN(Subject.SPF, State.WRONG),
    /** It does not name an address we send from. */
    SPF_LEAVES_US_OUT(Subject.SPF, State.WRONG),

    /** There is a policy, and our mail fulfils it. */
    DMARC_ALIGNED(Subject.DMARC, State.GOOD),
    /** There is a policy; whether mail fulfils it is open, because DKIM or SPF is. */
    DMARC_OPEN(Subject.DMARC, State.OPEN),
    /** There is no policy. */
    DMARC_NONE(Subject.DMARC, State.WRONG),
    /** More than one at a name: receivers take none (RFC 7489, section 6.6.3). */
    DMARC_SEVERAL(Subject.DMARC, State.WRONG),
    /** Neither DKIM nor SPF proves this domain. */
    DMARC_UNALIGNED(Subject.DMARC, State.WRONG),

    /** Answers and reports can come back. */
    MAIL_HOSTS_THERE(Subject.MAIL_HOSTS, State.GOOD),
    /** The domain takes no mail, and many receivers refuse senders that cannot be answered. */
    MAIL_HOSTS_NONE(Subject.MAIL_HOSTS, State.WRONG),

    /** Returned mail finds its way to some host. */
    BOUNCE_HOSTS_THERE(Subject.BOUNCE_HOSTS, State.GOOD),
    /** Returned mail finds no way. */
    BOUNCE_HOSTS_NONE(Subject.BOUNCE_HOSTS, State.WRONG),

    /** The address has the name by which we introduce ourselves. */
    NAME_AGREES(Subject.SOURCE_NAME, State.GOOD),
    /** The address has no name that leads back to it. */
    NAME_NONE(Subject.SOURCE_NAME, State.WRONG),
    /** It has another one. */
    NAME_OTHER(Subject.SOURCE_NAME, State.WRONG),

    /** DNS did not answer. */
    NO_ANSWER(Subject.DNS, State.OPEN);

    private final Subject subject;
    private final State state;

    Finding(Subject subject, State state) {
        this.subject = subject;
        this.state = state;
    }

    /** How good it is. */
    public enum State {
        /** As it should be. */
        GOOD,
        /** Cannot be told from here. */
        OPEN,
        /** Mail will be refused or lost for it somewhere. */
        WRONG
    }

    /** What a check is about. */
    public enum Subject {
        /** Signatures (RFC 6376). */
        DKIM,
        /** Who may send with our return paths (RFC 7208). */
        SPF,
        /** What the domain asks receivers to do with mail that proves nothing (RFC 7489). */
        DMARC,
        /** Who takes mail for the domain. */
        MAIL_HOSTS,
        /** Who takes mail for the domain of our return paths. */
        BOUNCE_HOSTS,
        /** The name of an address we send from. */
        SOURCE_NAME,
        /** DNS itself. */
        DNS
    }

    /** What it is about. */
    public Subject subject() {
        return subject;
    }

    /** How good it is. */
    public State state() {
        return state;
    }
}
