package dev.rebound.server.config;

/**
 * A server to connect to.
 *
 * @param host name or IP address; an IPv6 address without its brackets
 * @param port 1 to 65,535
 */
public record HostPort(String host, int port) {

    public HostPort {
        if (host.isEmpty() || port < 1 || port > 65_535) {
            throw new IllegalArgumentException("expected host:port with a port of 1 to 65535");
        }
    }

    /** Reads {@code host:port}, {@code [::1]:port} or a host alone, which then has {@code portIfNone}. */
    static HostPort parse(String text, int portIfNone) {
        int colon = text.lastIndexOf(':');
        boolean noPort = colon < 0 || text.endsWith("]");
        String host = noPort ? text : text.substring(0, colon);
        int port = noPort ? portIfNone : portOf(text.substring(colon + 1));
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        return new HostPort(bracketed ? host.substring(1, host.length() - 1) : host, port);
    }

    private static int portOf(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("expected host:port with a port of 1 to 65535", notANumber);
        }
    }

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
