package dev.rebound.transport.smtp;

import dev.rebound.transport.dns.MailRouter;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sends every domain to the same hosts, {@code mx1.example}, {@code mx2.example} and so on. */
final class FixedRoute implements MailRouter {

    private final Map<MailHost, InetSocketAddress> hosts = new LinkedHashMap<>();

    FixedRoute(InetSocketAddress... addresses) {
        for (InetSocketAddress address : addresses) {
            hosts.put(new MailHost("mx" + (hosts.size() + 1) + ".example"), address);
        }
    }

    @Override
    public Route route(String domain) {
        return new Route.Hosts(new ArrayList<>(hosts.keySet()));
    }

    @Override
    public Targets targets(MailHost host) {
        return new Targets.At(List.of(hosts.get(host)));
    }
}
