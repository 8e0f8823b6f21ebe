package dev.rebound.transport.dns;

import dev.rebound.engine.delivery.NetworkFailure;
import java.net.InetSocketAddress;
import java.util.List;

/** Finds the way to a domain's mail servers. Thread-safe; blocks the calling (virtual) thread. */
public interface MailRouter {

    /**
     * The hosts that take mail for a domain.
     *
     * @param domain lower-case A-labels
     */
    Route route(String domain);

    /** Where to connect to for a host; looked up only when its turn comes. */
    Targets targets(MailHost host);

    /** A host that takes mail; its name is lower case and without a trailing dot. */
    record MailHost(String name) {}

    /** What came of looking for hosts. */
    sealed interface Route {

        /** In the order to be tried; never empty. */
        record Hosts(List<MailHost> hosts) implements Route {
            public Hosts {
                if (hosts.isEmpty()) {
                    throw new IllegalArgumentException("a route has at least one host");
                }
                hosts = List.copyOf(hosts);
            }
        }

        /** There is no way, and why. */
        record None(NetworkFailure failure, String detail) implements Route {}
    }

    /** What came of looking for a host's addresses. */
    sealed interface Targets {

        /** In the order to be tried; never empty, and each one resolved and allowed. */
        record At(List<InetSocketAddress> addresses) implements Targets {
            public At {
                if (addresses.isEmpty()) {
                    throw new IllegalArgumentException("a target has at least one address");
                }
                addresses = List.copyOf(addresses);
            }
        }

        /** There is none, and why. */
        record None(NetworkFailure failure, String detail) implements Targets {}
    }
}
