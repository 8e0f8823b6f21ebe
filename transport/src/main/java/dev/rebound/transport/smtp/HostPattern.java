package dev.rebound.transport.smtp;

/**
 * A host name in which a star may stand for exactly one whole label, the first: {@code *.example.net}. Both
 * certificates (RFC 9525, section 6.3) and MTA-STS policies (RFC 8461, section 4.1) name hosts so.
 */
public final class HostPattern {

    private HostPattern() {}

    /** Whether a host, lower case and without a trailing dot, is meant by a pattern in lower case. */
    public static boolean matches(String pattern, String host) {
        if (!pattern.startsWith("*.")) {
            return pattern.equals(host);
        }
        int dot = host.indexOf('.');
        return dot > 0 && host.substring(dot).equals(pattern.substring(1));
    }
}
