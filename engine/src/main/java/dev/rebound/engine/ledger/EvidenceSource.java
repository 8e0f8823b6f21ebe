package dev.rebound.engine.ledger;

/** How a piece of evidence reached us. */
public enum EvidenceSource {
    /** A server's reply to our own attempt. */
    SMTP_REPLY,
    /** No reply was had: what our side of the connection saw. */
    CONNECTION,
    /** A report that came to the signed return path. */
    NDR,
    /** A report that came elsewhere and quotes our Message-ID; believed where an installation has chosen to. */
    NDR_WITHOUT_TOKEN
}
