package dev.rebound.transport.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.rebound.engine.delivery.NetworkFailure;
import dev.rebound.transport.dns.MailRouter.Route;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** How long answers are remembered, and how many. */
class CacheTest {

    private static final int ENTRIES_MAX = 8;
    private static final String SOA = "example 300 SOA 300";

    private static MxRouter router(FakeDns dns, Duration ttlMax, Duration negativeTtlMax) {
        return new MxRouter(
                new DnsSettings(
                        Optional.of(dns.address()),
                        Duration.ofSeconds(10),
                        ttlMax,
                        negativeTtlMax,
                        ENTRIES_MAX,
                        25,
                        false,
                        Set.of()),
                new SplittableRandom(1));
    }

    private static MxRouter router(FakeDns dns) {
        return router(dns, Duration.ofHours(1), Duration.ofMinutes(5));
    }

    private static NetworkFailure failure(Route route) {
        return assertInstanceOf(Route.None.class, route).failure();
    }

    @Test
    void anAnswerThatMustNotBeKeptIsAskedForAgain() throws IOException {
        try (FakeDns dns = new FakeDns("there.example 0 MX 10 mx.there.example")) {
            MxRouter router = router(dns);
            router.route("there.example");
            router.route("there.example");
            assertEquals(2, dns.questions.get());
        }
    }

    @Test
    void noAnswerIsKeptLongerThanWeAllow() throws IOException {
        try (FakeDns dns = new FakeDns("there.example 999999 MX 10 mx.there.example", SOA)) {
            MxRouter router = router(dns, Duration.ZERO, Duration.ZERO);
            router.route("there.example");
            router.route("there.example");
            assertEquals(2, dns.questions.get());
            router.route("none.example");
            router.route("none.example");
            assertEquals(4, dns.questions.get());
        }
    }

    @Test
    void thatADomainDoesNotExistIsRememberedForAsLongAsItsZoneSays() throws IOException {
        try (FakeDns dns = new FakeDns(SOA)) {
            MxRouter router = router(dns);
            for (int i = 0; i < 3; i++) {
                assertEquals(NetworkFailure.NO_SUCH_DOMAIN, failure(router.route("none.example")));
            }
            assertEquals(1, dns.questions.get());
        }
    }

    @Test
    void thatADomainHasNoTextIsRememberedToo() throws IOException {
        try (FakeDns dns = new FakeDns("there.example 60 A 192.0.2.1", SOA)) {
            MxRouter router = router(dns);
            for (int i = 0; i < 3; i++) {
                assertInstanceOf(NameQuestions.Texts.None.class, router.texts("there.example"));
            }
            assertEquals(1, dns.questions.get());
        }
    }

    @Test
    void aFailureIsNotRemembered() throws IOException {
        try (FakeDns dns = new FakeDns("there.example 60 SERVFAIL", SOA)) {
            MxRouter router = router(dns);
            assertEquals(NetworkFailure.DNS_TROUBLE, failure(router.route("there.example")));
            int first = dns.questions.get();
            assertEquals(NetworkFailure.DNS_TROUBLE, failure(router.route("there.example")));
            assertEquals(2 * first, dns.questions.get());
        }
    }

    @Test
    void theOldestAnswersMakeRoom() throws IOException {
        String[] zone = new String[4 * ENTRIES_MAX];
        for (int i = 0; i < zone.length; i++) {
            zone[i] = "d" + i + ".example 60 MX 10 mx.example";
        }
        try (FakeDns dns = new FakeDns(zone)) {
            MxRouter router = router(dns);
            for (int i = 0; i < zone.length; i++) {
                router.route("d" + i + ".example");
            }
            assertEquals(zone.length, dns.questions.get());
            router.route("d0.example");
            assertEquals(zone.length + 1, dns.questions.get());
            router.route("d0.example");
            assertEquals(zone.length + 1, dns.questions.get());
        }
    }
}
