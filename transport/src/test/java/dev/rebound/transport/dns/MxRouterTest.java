package dev.rebound.transport.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.engine.delivery.NetworkFailure;
import dev.rebound.transport.dns.MailRouter.MailHost;
import dev.rebound.transport.dns.MailRouter.Route;
import dev.rebound.transport.dns.MailRouter.Targets;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MxRouterTest {

    private static final int PORT = 2_525;

    private static MxRouter router(FakeDns dns, boolean allowPrivate, Duration timeout) {
        DnsSettings settings = new DnsSettings(
                Optional.of(dns.address()),
                timeout,
                Duration.ofHours(1),
                Duration.ofMinutes(5),
                1_000,
                PORT,
                allowPrivate,
                Set.of("MX.Rebound.example"));
        return new MxRouter(settings, new SplittableRandom(1));
    }

    private static MxRouter router(FakeDns dns) {
        return router(dns, false, Duration.ofSeconds(10));
    }

    private static List<String> hosts(Route route) {
        return assertInstanceOf(Route.Hosts.class, route).hosts().stream()
                .map(MailHost::name)
                .toList();
    }

    private static Route route(String... zone) throws IOException {
        try (FakeDns dns = new FakeDns(zone)) {
            return router(dns).route("there.example");
        }
    }

    private static NetworkFailure failure(Route route) {
        return assertInstanceOf(Route.None.class, route).failure();
    }

    private static Targets targets(String... zone) throws IOException {
        try (FakeDns dns = new FakeDns(zone)) {
            return router(dns).targets(new MailHost("mx.there.example"));
        }
    }

    private static List<String> addresses(Targets targets) {
        return assertInstanceOf(Targets.At.class, targets).addresses().stream()
                .map(address -> address.getAddress().getHostAddress() + " " + address.getPort())
                .toList();
    }

    @Test
    void hostsComeInTheOrderOfTheirPreference() throws IOException {
        assertEquals(
                List.of("a.there.example", "b.there.example", "c.there.example"),
                hosts(route(
                        "there.example 60 MX 30 c.there.example",
                        "there.example 60 MX 5 A.There.example",
                        "there.example 60 MX 10 b.there.example")));
    }

    @Test
    void hostsOfEqualPreferenceShareTheLoad() throws IOException {
        Set<String> first = new HashSet<>();
        try (FakeDns dns = new FakeDns(
                "there.example 60 MX 10 a.there.example",
                "there.example 60 MX 10 b.there.example",
                "there.example 60 MX 20 last.there.example")) {
            MxRouter router = router(dns);
            for (int i = 0; i < 50; i++) {
                List<String> hosts = hosts(router.route("there.example"));
                first.add(hosts.getFirst());
                assertEquals("last.there.example", hosts.getLast());
            }
        }
        assertEquals(Set.of("a.there.example", "b.there.example"), first);
    }

    @Test
    void aDomainWithoutMxIsItsOwnHost() throws IOException {
        assertEquals(List.of("there.example"), hosts(route("there.example 60 A 192.0.2.1")));
        assertEquals(List.of("there.example"), hosts(route("there.example 60 AAAA 2001:db8::1")));
    }

    @Test
    void aDomainWithNullMxTakesNoMail() throws IOException {
        assertEquals(NetworkFailure.NULL_MX, failure(route("there.example 60 MX 0 .", "there.example 60 A 192.0.2.1")));
    }

    @Test
    void aDomainThatDoesNotExistIsPermanent() throws IOException {
        assertEquals(NetworkFailure.NO_SUCH_DOMAIN, failure(route("other.example 60 A 192.0.2.1")));
    }

    @Test
    void aDomainWithNeitherMxNorAddressIsPermanent() throws IOException {
        assertEquals(NetworkFailure.NO_SUCH_DOMAIN, failure(route("there.example 60 TXT hello")));
    }

    @Test
    void aFailingServerIsTroubleAndNotAnAnswer() throws IOException {
        assertEquals(NetworkFailure.DNS_TROUBLE, failure(route("there.example 60 SERVFAIL")));
    }

    @Test
    void aSilentServerIsTroubleAndNotAnAnswer() throws IOException {
        try (FakeDns dns = new FakeDns("there.example 60 SILENT")) {
            Route route = router(dns, false, Duration.ofMillis(300)).route("there.example");
            assertEquals(NetworkFailure.DNS_TROUBLE, failure(route));
        }
    }

    @Test
    void aLostDatagramIsNotTheEndOfAQuestion() throws IOException {
        try (FakeDns dns = new FakeDns("there.example 60 LOST", "there.example 60 MX 10 mx.there.example")) {
            assertEquals(
                    List.of("mx.there.example"),
                    hosts(router(dns, false, Duration.ofSeconds(5)).route("there.example")));
        }
    }

    @Test
    void anAliasIsFollowed() throws IOException {
        assertEquals(
                List.of("mx.real.example"),
                hosts(route("there.example 60 CNAME real.example.", "real.example 60 MX 10 mx.real.example")));
    }

    @Test
    void anAliasThatLeadsBackToItselfIsTrouble() throws IOException {
        assertEquals(
                NetworkFailure.DNS_TROUBLE,
                failure(route("there.example 60 CNAME b.example.", "b.example 60 CNAME there.example.")));
    }

    @Test
    void aDomainThatIsRoutedToOurselvesLoopsBack() throws IOException {
        assertEquals(NetworkFailure.LOOPS_BACK, failure(route("there.example 60 MX 10 mx.rebound.example")));
    }

    @Test
    void hostsBehindOurselvesAreLeftOut() throws IOException {
        assertEquals(
                List.of("first.example"),
                hosts(route(
                        "there.example 60 MX 5 first.example",
                        "there.example 60 MX 10 mx.rebound.example",
                        "there.example 60 MX 10 beside.example",
                        "there.example 60 MX 20 behind.example")));
    }

    @Test
    void aNameThatIsNoDomainDoesNotExist() throws IOException {
        try (FakeDns dns = new FakeDns()) {
            assertEquals(NetworkFailure.NO_SUCH_DOMAIN, failure(router(dns).route("x".repeat(64) + ".example")));
        }
    }

    @Test
    void answersAreRememberedForTheirTtl() throws IOException {
        try (FakeDns dns = new FakeDns("there.example 60 MX 10 mx.there.example")) {
            MxRouter router = router(dns);
            for (int i = 0; i < 5; i++) {
                router.route("there.example");
            }
            assertEquals(1, dns.questions.get());
        }
    }

    @Test
    void aHostIsReachedByIpv4BeforeIpv6() throws IOException {
        assertEquals(
                List.of("203.0.114.1 2525", "2606:4700:0:0:0:0:0:1 2525"),
                addresses(targets("mx.there.example 60 AAAA 2606:4700::1", "mx.there.example 60 A 203.0.114.1")));
    }

    @Test
    void aHostBehindAnAliasIsReached() throws IOException {
        assertEquals(
                List.of("203.0.114.1 2525"),
                addresses(targets("mx.there.example 60 CNAME real.example.", "real.example 60 A 203.0.114.1")));
    }

    @Test
    void aHostThatDoesNotExistIsAMistakeThatMayBeRepaired() throws IOException {
        Targets.None none = assertInstanceOf(Targets.None.class, targets("other.example 60 A 192.0.2.1"));
        assertEquals(NetworkFailure.DNS_TROUBLE, none.failure());
    }

    @Test
    void aHostInsideOurNetworkIsNotConnectedTo() throws IOException {
        Targets.None none = assertInstanceOf(
                Targets.None.class,
                targets("mx.there.example 60 A 10.0.0.1", "mx.there.example 60 AAAA ::ffff:127.0.0.1"));
        assertEquals(NetworkFailure.UNREACHABLE, none.failure());
        assertTrue(none.detail().contains("10.0.0.1"), none.detail());
    }

    @Test
    void ofAHostInsideAndOutsideOnlyTheOutsideIsConnectedTo() throws IOException {
        assertEquals(
                List.of("203.0.114.1 2525"),
                addresses(targets("mx.there.example 60 A 169.254.169.254", "mx.there.example 60 A 203.0.114.1")));
    }

    @Test
    void aRehearsalMayConnectToLoopback() throws IOException {
        try (FakeDns dns = new FakeDns("mx.there.example 60 A 127.0.0.1")) {
            MxRouter router = router(dns, true, Duration.ofSeconds(10));
            assertEquals(List.of("127.0.0.1 2525"), addresses(router.targets(new MailHost("mx.there.example"))));
        }
    }

    @Test
    void aSmarthostTakesAllMail() {
        Smarthost relay = new Smarthost("127.0.0.1", 587);
        assertEquals(List.of("127.0.0.1"), hosts(relay.route("there.example")));
        assertEquals(List.of("127.0.0.1 587"), addresses(relay.targets(new MailHost("127.0.0.1"))));
    }
}
