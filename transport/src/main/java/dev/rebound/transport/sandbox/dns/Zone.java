package dev.rebound.transport.sandbox.dns;

import dev.rebound.transport.sandbox.script.DnsTrouble;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the name server knows: mail servers of domains, addresses of hosts, and whom it lies about. Names are
 * lower case without the last dot. Immutable.
 */
public final class Zone {

    private final Map<String, List<String>> mailServers;
    private final Map<String, InetAddress> addresses;
    private final Map<String, DnsTrouble> troubles;

    private Zone(Builder builder) {
        this.mailServers = Map.copyOf(builder.mailServers);
        this.addresses = Map.copyOf(builder.addresses);
        this.troubles = Map.copyOf(builder.troubles);
    }

    /** Begins a zone. */
    public static Builder builder() {
        return new Builder();
    }

    List<String> mailServers(String domain) {
        return mailServers.getOrDefault(domain, List.of());
    }

    Optional<InetAddress> address(String host) {
        return Optional.ofNullable(addresses.get(host));
    }

    Optional<DnsTrouble> trouble(String domain) {
        return Optional.ofNullable(troubles.get(domain));
    }

    boolean knows(String name) {
        return mailServers.containsKey(name) || addresses.containsKey(name) || troubles.containsKey(name);
    }

    /** Collects what a zone holds. */
    public static final class Builder {
        private final Map<String, List<String>> mailServers = new HashMap<>();
        private final Map<String, InetAddress> addresses = new HashMap<>();
        private final Map<String, DnsTrouble> troubles = new HashMap<>();

        private Builder() {}

        /** A domain with its mail servers, most preferred first. */
        public Builder domain(String name, List<String> hosts) {
            mailServers.put(name, List.copyOf(hosts));
            return this;
        }

        /** A host with its address. */
        public Builder host(String name, InetAddress address) {
            addresses.put(name, address);
            return this;
        }

        /** A domain that cannot be resolved. */
        public Builder trouble(String name, DnsTrouble trouble) {
            troubles.put(name, trouble);
            return this;
        }

        /** The zone as collected so far. */
        public Zone build() {
            return new Zone(this);
        }
    }
}
