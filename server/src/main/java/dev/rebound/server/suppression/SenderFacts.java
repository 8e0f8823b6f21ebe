package dev.rebound.server.suppression;

import dev.rebound.server.config.Configuration;
import java.util.List;

/**
 * What a receiving postmaster needs to know to let our mail in.
 *
 * @param helloName the name we introduce ourselves by
 * @param bounceDomain of our return paths
 * @param addresses IP addresses we send from, as far as they are configured
 */
public record SenderFacts(String helloName, String bounceDomain, List<String> addresses) {

    public SenderFacts {
        addresses = List.copyOf(addresses);
    }

    /** Of an installation that is set up so. */
    public static SenderFacts of(Configuration configuration) {
        return new SenderFacts(
                configuration.delivery().helloName(),
                configuration.intake().bounceDomain(),
                configuration.delivery().sending().pools().stream()
                        .map(pool -> pool.address().getHostAddress())
                        .distinct()
                        .toList());
    }
}
