package dev.rebound.transport.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.transport.dns.NameQuestions;
import dev.rebound.transport.smtp.SmtpClientSettings.TlsUse;
import dev.rebound.transport.smtp.TlsPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MtaStsTest {

    private static final String DOMAIN = "there.example";
    private static final Duration MAX_AGE = Duration.ofDays(1);

    /** DNS, the policy host and the clock, each changed by the test. */
    private static final class World implements NameQuestions, PolicyFiles {

        private Texts texts = new Texts.None();
        private String file = "";
        private Instant now = Instant.parse("2026-03-01T00:00:00Z");
        private final AtomicInteger fetches = new AtomicInteger();
        private final MtaSts sts = sts(TlsUse.OPPORTUNISTIC);

        MtaSts sts(TlsUse usual) {
            return new MtaSts(TlsPolicy.always(usual), this, this, () -> now);
        }

        World publish(String id, String mode) {
            texts = new Texts.Found(List.of("v=spf1 -all", "v=STSv1; id=" + id + ";"));
            file = "version: STSv1\nmode: " + mode + "\nmx: *.there.example\nmax_age: " + MAX_AGE.toSeconds() + "\n";
            return this;
        }

        TlsUse use() {
            return sts.of(DOMAIN).use();
        }

        @Override
        public Texts texts(String name) {
            assertEquals("_mta-sts." + DOMAIN, name);
            return texts;
        }

        @Override
        public Addresses addresses(String host) {
            return new Addresses.At(List.of(InetAddress.getLoopbackAddress()));
        }

        @Override
        public String fetch(String domain) throws IOException {
            fetches.incrementAndGet();
            if (file.isEmpty()) {
                throw new IOException("nobody there");
            }
            return file;
        }
    }

    @Test
    void anEnforcedPolicyAsksForProofAndForItsOwnHosts() {
        TlsPolicy.Requirement required = new World().publish("1", "enforce").sts.of(DOMAIN);
        assertEquals(TlsUse.VERIFIED, required.use());
        assertTrue(required.mayServe().test("mx.there.example"));
        assertFalse(required.mayServe().test("mx.attacker.example"));
    }

    @Test
    void aPolicyInTestingAndOneGivenUpChangeNothing() {
        assertEquals(TlsUse.OPPORTUNISTIC, new World().publish("1", "testing").use());
        assertEquals(TlsUse.OPPORTUNISTIC, new World().publish("1", "none").use());
    }

    @Test
    void aDomainWithoutRecordIsNotAskedForAFile() {
        World world = new World();
        assertEquals(TlsUse.OPPORTUNISTIC, world.use());
        assertEquals(0, world.fetches.get());
    }

    @Test
    void twoRecordsAreNone() {
        World world = new World().publish("1", "enforce");
        world.texts = new NameQuestions.Texts.Found(List.of("v=STSv1; id=1;", "v=STSv1; id=2;"));
        assertEquals(TlsUse.OPPORTUNISTIC, world.use());
    }

    @Test
    void aPolicyIsFetchedOnceForItsWholeAgeAndThenAgain() {
        World world = new World().publish("1", "enforce");
        world.use();
        world.now = world.now.plus(MAX_AGE).minusSeconds(1);
        assertEquals(TlsUse.VERIFIED, world.use());
        assertEquals(1, world.fetches.get());
        world.now = world.now.plusSeconds(1);
        assertEquals(TlsUse.VERIFIED, world.use());
        assertEquals(2, world.fetches.get());
    }

    @Test
    void aKnownPolicyHoldsThoughItsRecordIsStruckFromDns() {
        World world = new World().publish("1", "enforce");
        world.use();
        world.texts = new NameQuestions.Texts.None();
        assertEquals(TlsUse.VERIFIED, world.use());
        world.texts = new NameQuestions.Texts.Unknown("timeout");
        assertEquals(TlsUse.VERIFIED, world.use());
        world.now = world.now.plus(MAX_AGE);
        assertEquals(TlsUse.OPPORTUNISTIC, world.use());
    }

    @Test
    void aNewVersionIsFetchedAtOnce() {
        World world = new World().publish("1", "enforce");
        world.use();
        world.publish("2", "none");
        assertEquals(TlsUse.OPPORTUNISTIC, world.use());
        assertEquals(2, world.fetches.get());
    }

    @Test
    void aNewVersionThatCannotBeFetchedLeavesTheOldOneInForceAndIsTriedAfterAPause() {
        World world = new World().publish("1", "enforce");
        world.use();
        world.publish("2", "none").file = "";
        assertEquals(TlsUse.VERIFIED, world.use());
        assertEquals(TlsUse.VERIFIED, world.use());
        assertEquals(2, world.fetches.get());
        world.now = world.now.plus(MtaSts.PAUSE);
        assertEquals(TlsUse.VERIFIED, world.use());
        assertEquals(3, world.fetches.get());
    }

    @Test
    void aFileThatIsNoPolicyIsAskedForAgainAfterAPause() {
        World world = new World().publish("1", "enforce");
        String good = world.file;
        world.file = "<html>";
        assertEquals(TlsUse.OPPORTUNISTIC, world.use());
        assertEquals(TlsUse.OPPORTUNISTIC, world.use());
        assertEquals(1, world.fetches.get());
        world.file = good;
        world.now = world.now.plus(MtaSts.PAUSE);
        assertEquals(TlsUse.VERIFIED, world.use());
    }

    @Test
    void whoComesDuringAFetchWaitsForItInsteadOfGoingInClear() throws Exception {
        World world = new World().publish("1", "enforce");
        CountDownLatch fetching = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        PolicyFiles slow = domain -> {
            fetching.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            return world.fetch(domain);
        };
        MtaSts sts = new MtaSts(TlsPolicy.always(TlsUse.OPPORTUNISTIC), world, slow, () -> world.now);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<TlsUse> ask = () -> sts.of(DOMAIN).use();
            Future<TlsUse> first = threads.submit(ask);
            fetching.await();
            Future<TlsUse> second = threads.submit(ask);
            goOn.countDown();
            assertEquals(TlsUse.VERIFIED, first.get());
            assertEquals(TlsUse.VERIFIED, second.get());
        }
        assertEquals(1, world.fetches.get());
    }

    @Test
    void whereTlsIsTurnedOffNoPolicyIsAskedFor() {
        World world = new World().publish("1", "enforce");
        assertEquals(TlsUse.OFF, world.sts(TlsUse.OFF).of(DOMAIN).use());
        assertEquals(0, world.fetches.get());
    }
}
