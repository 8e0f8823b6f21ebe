package dev.rebound.transport.dns;

import dev.rebound.engine.lane.Destinations;
import dev.rebound.transport.dns.MailRouter.Route;
import java.util.List;
import java.util.Set;

/**
 * Groups domains by whose servers take their mail: the registrable part of the first mail host's name. All
 * domains hosted at Google have MX hosts under {@code google.com}, so they are one destination; a domain
 * without a way is one by itself.
 *
 * <p>What is registrable is told without the public suffix list: the last two labels, or three below a
 * country's usual second level such as {@code co.uk}. Where that guess is wrong, two destinations share
 * their manners, or one has them twice; no mail goes wrong.
 */
public final class MxGroups implements Destinations {

    private static final Set<String> SECOND_LEVELS =
            Set.of("ac", "co", "com", "edu", "gob", "gov", "gouv", "ltd", "mil", "ne", "net", "nom", "or", "org");

    private static final int COUNTRY_CODE_LENGTH = 2;

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
        return registrable(route.hosts().getFirst().name());
    }

    static String registrable(String host) {
        if (host.indexOf(':') >= 0 || host.matches("[0-9.]+")) {
            return host;
        }
        List<String> labels = List.of(host.split("\\.", -1));
        int count = labels.size();
        boolean underCountry = count > 2
                && labels.get(count - 1).length() == COUNTRY_CODE_LENGTH
                && SECOND_LEVELS.contains(labels.get(count - 2));
        return String.join(".", labels.subList(Math.max(0, count - (underCountry ? 3 : 2)), count));
    }
}
