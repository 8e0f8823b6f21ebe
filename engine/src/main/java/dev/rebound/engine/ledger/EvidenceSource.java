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
    NDR_WITHOUT_TOKEN,
    /** A report found in a connected inbox, about a message that was sent through that inbox. */
    INBOX_NDR,
    /** What a provider that relays our mail told of a message, with proof that it was the provider. */
    PROVIDER_EVENT,
    /** The same without our token: a relay had taken one message to its recipient; believed where one has chosen to. */
    PROVIDER_EVENT_WITHOUT_TOKEN,
    /** A person knows it from elsewhere and said so. */
    MANUAL
}
