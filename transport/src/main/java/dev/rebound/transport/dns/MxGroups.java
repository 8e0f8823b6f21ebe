package dev.rebound.transport.dns;

import dev.rebound.core.address.HostGroup;
import dev.rebound.engine.lane.Destinations;
import dev.rebound.transport.dns.MailRouter.Route;

/**
 * Groups domains by whose servers take their mail: the registrable part of the first mail host's name. All
 * domains hosted at Google have MX hosts under {@code google.com}, so they are one destination; a domain
 * without a way is one by itself.
 */
public final class MxGroups implements Destinations {

    private final MailRouter router;

    public MxGroups(MailRouter router) {
        this.router = router;
    }

    @Override
    public String groupOf(String domain) {
        return switch (router.route(domain)) {
            case Route.Hosts hosts -> nameOf(hosts);
            case Route.None none -> domain;
        };
    }

    /** The name of the group whose servers a route leads to. */
    public static String nameOf(Route.Hosts route) {
        return HostGroup.of(route.hosts().getFirst().name());
    }
}
