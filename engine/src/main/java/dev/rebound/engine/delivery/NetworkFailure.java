package dev.rebound.engine.delivery;

/** Why no server answered for a message. */
public enum NetworkFailure {
    /** The domain does not exist (NXDOMAIN), or has neither MX nor address records. Permanent. */
    NO_SUCH_DOMAIN,
    /** The domain says that it takes no mail (null MX, RFC 7505). Permanent. */
    NULL_MX,
    /** DNS did not answer, or answered with a server failure. */
    DNS_TROUBLE,
    CONNECTION_REFUSED,
    CONNECTION_TIMED_OUT,
    /** No route, or an address we are not allowed to connect to. */
    UNREACHABLE,
    /** The peer closed or reset the connection. */
    CONNECTION_LOST,
    /** The peer did not answer a command in time (RFC 5321, section 4.5.3.2). */
    REPLY_TIMED_OUT,
    /** The handshake failed, or the protection that is required was not to be had. */
    TLS_FAILED,
    /** The relay takes nothing from us without a login, and ours did not succeed or was not risked. */
    NOT_AUTHENTICATED,
    /** What came was no SMTP reply, or one without end. */
    PROTOCOL_ERROR,
    /** All mail servers of the domain are ourselves. */
    LOOPS_BACK,
    /** Our own side broke; the log says how. */
    INTERNAL_ERROR
}
