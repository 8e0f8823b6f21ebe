package dev.rebound.transport.dns;

import dev.rebound.engine.delivery.NetworkFailure;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Sends all mail to one host of the operator's choice, which may be in a private network: the operator
 * named it, no stranger.
 *
 * @param host name or IP address
 */
public record Smarthost(String host, int port) implements MailRouter {

    public Smarthost {
        if (host.isBlank() || port < 1 || port > 65_535) {
            throw new IllegalArgumentException("a smarthost is a host and a port from 1 to 65535");
        }
    }

    @Override
    public Route route(String domain) {
        return new Route.Hosts(List.of(new MailHost(host.toLowerCase(Locale.ROOT))));
    }

    @Override
    public Targets targets(MailHost named) {
        try {
            return new Targets.At(Stream.of(InetAddress.getAllByName(host))
                    .map(address -> new InetSocketAddress(address, port))
                    .toList());
        } catch (UnknownHostException e) {
            return new Targets.None(NetworkFailure.DNS_TROUBLE, "smarthost " + host + " has no address");
        }
    }
}
