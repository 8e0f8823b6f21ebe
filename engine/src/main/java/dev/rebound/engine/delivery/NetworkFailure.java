package dev.rebound.engine.delivery;

import dev.rebound.core.bounce.Fault;
import dev.rebound.core.bounce.RuleId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why no server answered for a message. Each is a rule of its own: it decides where there are no words to judge. */
public enum NetworkFailure {
    /** The domain does not exist (NXDOMAIN), or has neither MX nor address records. Permanent. */
    NO_SUCH_DOMAIN(
            Fault.RECIPIENT,
            "The DNS knows no server for this domain: it does not exist, or has neither MX nor address records.",
            "RFC 5321, section 5.1"),
    /** The domain says that it takes no mail (null MX, RFC 7505). Permanent. */
    NULL_MX(Fault.RECIPIENT, "The domain says in the DNS that it takes no mail (null MX).", "RFC 7505"),
    /** DNS did not answer, or answered with a server failure. */
    DNS_TROUBLE(Fault.NETWORK, "The DNS did not answer, or said that it has trouble itself.", "RFC 5321, section 5.1"),
    CONNECTION_REFUSED(
            Fault.NETWORK,
            "The receiving machine refused the connection: no mail server runs on it, or a firewall lets nobody in.",
            "RFC 5321, section 4.5.4.1"),
    CONNECTION_TIMED_OUT(
            Fault.NETWORK, "No receiving server accepted the connection in time.", "RFC 5321, section 4.5.4.1"),
    /** No route, or an address we are not allowed to connect to. */
    UNREACHABLE(
            Fault.NETWORK,
            "No way through the network leads to the receiving server, or to an address that may be connected to.",
            "RFC 5321, section 4.5.4.1"),
    /** The peer closed or reset the connection. */
    CONNECTION_LOST(
            Fault.NETWORK,
            "The receiving server ended the connection before it had answered.",
            "RFC 5321, section 3.8"),
    /** The peer did not answer a command in time (RFC 5321, section 4.5.3.2). */
    REPLY_TIMED_OUT(
            Fault.RECEIVER, "The receiving server did not answer a command in time.", "RFC 5321, section 4.5.3.2"),
    /** The handshake failed, or the protection that is required was not to be had. */
    TLS_FAILED(
            Fault.RECEIVER,
            "The connection could not be encrypted as it has to be: the handshake failed, or the server offers less.",
            "RFC 3207, RFC 8461"),
    /** The relay takes nothing from us without a login, and ours did not succeed or was not risked. */
    NOT_AUTHENTICATED(
            Fault.SENDER_SYSTEM,
            "The relay takes mail only after a login, and ours did not succeed or was not risked.",
            "RFC 4954"),
    /** What came was no SMTP reply, or one without end. */
    PROTOCOL_ERROR(Fault.RECEIVER, "What the receiving server answered is no SMTP reply.", "RFC 5321, section 4.2"),
    /** All mail servers of the domain are ourselves. */
    LOOPS_BACK(
            Fault.SENDER_SYSTEM,
            "All mail servers of the domain are this server itself, which does not take mail for it.",
            "RFC 5321, section 5.1"),
    /** Our own side broke; the log says how. */
    INTERNAL_ERROR(Fault.SENDER_SYSTEM, "Sending failed on our own side; the log says how.", "Rebound");

    private static final String PREFIX = "network-";

    private final Fault fault;
    private final String note;
    private final String source;

    NetworkFailure(Fault fault, String note, String source) {
        this.fault = fault;
        this.note = note;
        this.source = source;
    }

    /** The one that decides under this name. */
    public static Optional<NetworkFailure> called(RuleId rule) {
        return Arrays.stream(values())
                .filter(failure -> failure.rule().equals(rule))
                .findFirst();
    }

    /** Whether it is no use to try again. */
    public boolean isPermanent() {
        return this == NO_SUCH_DOMAIN || this == NULL_MX;
    }

    /** Under what name it decides: {@code network-null-mx}. */
    public RuleId rule() {
        return new RuleId(PREFIX + name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    /** Who could act. */
    public Fault fault() {
        return fault;
    }

    /** One sentence: why it decides so. */
    public String note() {
        return note;
    }

    /** The standard it goes by. */
    public String source() {
        return source;
    }
}
