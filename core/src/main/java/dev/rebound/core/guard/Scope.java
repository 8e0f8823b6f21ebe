package dev.rebound.core.guard;

import java.util.Locale;

/** Whose mail a circuit watches at a provider. */
public sealed interface Scope {

    /** All of it. */
    record Everything() implements Scope {}

    /** Mail from addresses of this domain, in lower case. */
    record SendingDomain(String domain) implements Scope {
        public SendingDomain {
            domain = checked(domain.toLowerCase(Locale.ROOT));
        }
    }

    /** Mail that left from this IP address, as text. */
    record SendingIp(String address) implements Scope {
        public SendingIp {
            address = checked(address);
        }
    }

    private static String checked(String name) {
        if (name.isEmpty() || name.indexOf(' ') >= 0) {
            throw new IllegalArgumentException("a circuit watches a domain or an IP address, not [" + name + "]");
        }
        return name;
    }

    /** As it is stored and shown to programs: {@code *}, {@code domain:shop.example}, {@code ip:192.0.2.1}. */
    default String text() {
        return switch (this) {
            case Everything ignored -> "*";
            case SendingDomain by -> "domain:" + by.domain();
            case SendingIp by -> "ip:" + by.address();
        };
    }

    /**
     * Reads {@link #text()}.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Scope parse(String text) {
        if ("*".equals(text)) {
            return new Everything();
        }
        if (text.startsWith("domain:")) {
            return new SendingDomain(text.substring("domain:".length()));
        }
        if (text.startsWith("ip:")) {
            return new SendingIp(text.substring("ip:".length()));
        }
        throw new IllegalArgumentException("not what a circuit watches: [" + text + "]");
    }
}
