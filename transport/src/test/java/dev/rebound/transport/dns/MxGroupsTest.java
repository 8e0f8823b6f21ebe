package dev.rebound.transport.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rebound.core.address.HostGroup;
import dev.rebound.engine.delivery.NetworkFailure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MxGroupsTest {

    private static MailRouter to(MailRouter.Route route) {
        return new MailRouter() {
            @Override
            public Route route(String domain) {
                return route;
            }

            @Override
            public Targets targets(MailHost host) {
                throw new AssertionError("grouping needs no address");
            }
        };
    }

    @Test
    void domainsOfOneProviderAreOneDestination() {
        MailRouter router = to(new MailRouter.Route.Hosts(List.of(
                new MailRouter.MailHost("mx1.mail.provider.example"), new MailRouter.MailHost("mx.backup.example"))));

        assertEquals("provider.example", new MxGroups(router).groupOf("shop.example"));
    }

    @Test
    void aDomainWithoutAWayIsADestinationByItself() {
        MailRouter router = to(new MailRouter.Route.None(NetworkFailure.DNS_TROUBLE, "no answer"));

        assertEquals("shop.example", new MxGroups(router).groupOf("shop.example"));
    }

    @ParameterizedTest
    @CsvSource({
        "mx.shop.example, shop.example",
        "shop.example, shop.example",
        "mx.shop.co.uk, shop.co.uk",
        "mx.co.uk, mx.co.uk",
        "localhost, localhost",
        "192.0.2.7, 192.0.2.7",
        "2001:db8::1, 2001:db8::1"
    })
    void aHostIsNamedByItsRegistrablePart(String host, String group) {
        assertEquals(group, HostGroup.of(host));
    }
}
