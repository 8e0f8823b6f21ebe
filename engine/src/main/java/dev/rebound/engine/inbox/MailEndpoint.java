package dev.rebound.engine.inbox;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where a mail server of somebody's provider is.
 *
 * @param host a name, lower-case A-labels, or an IP address
 * @param port 1 to 65,535
 */
public record MailEndpoint(String host, int port, Protection protection) {

    /** Longest host name in DNS, in characters (RFC 1035, section 2.3.4). */
    public static final int HOST_LENGTH_MAX = 253;

    private static final Pattern HOST = Pattern.compile("[a-z0-9._:-]{1," + HOST_LENGTH_MAX + "}");

    public MailEndpoint {
        host = host.strip().toLowerCase(Locale.ROOT);
        if (!HOST.matcher(host).matches()) {
            throw new IllegalArgumentException("a mail server's host is a name or an IP address");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("a port is a number from 1 to 65535");
        }
    }

    /** How the connection is protected. Whoever signs in needs a valid certificate (ADR 13). */
    public enum Protection {
        /** TLS from the first octet (RFC 8314). */
        TLS,
        /** Begun in clear, then {@code STARTTLS}. */
        STARTTLS,
        /** In clear: refused unless private addresses are allowed. */
        CLEAR
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
