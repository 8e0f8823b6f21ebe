package dev.rebound.engine.ledger;

/** How much protection mail to a domain must have; without it the attempt fails and says so. */
public enum TlsDemand {
    /** Encrypted where the server offers it, with whatever certificate. */
    NONE,
    /** Our configuration lets nothing go in clear. */
    ENCRYPTED,
    /** Our configuration asks for a valid certificate too. */
    VERIFIED,
    /** The domain's own MTA-STS policy asks for a valid certificate (RFC 8461). */
    MTA_STS
}
