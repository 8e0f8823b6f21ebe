package dev.rebound.transport.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.engine.delivery.AttemptOutcome;
import dev.rebound.engine.warmup.WarmUp;
import dev.rebound.engine.warmup.WarmUpPlan;
import dev.rebound.engine.warmup.WarmUpSchedule;
import dev.rebound.transport.smtp.SendingPool.Choice;
import dev.rebound.transport.smtp.SendingPool.Source;
import dev.rebound.transport.smtp.SmtpClientSettings.TlsUse;
import java.net.InetAddress;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SendingPoolTest extends DialogueBench {

    private static final Source ONE = new Source(InetAddress.ofLiteral("127.0.0.2"), "one.example");
    private static final Source TWO = new Source(InetAddress.ofLiteral("127.0.0.3"), "two.example");
    private static final SendingPool NEWS = new SendingPool("news", List.of(ONE, TWO));
    private static final byte[] FROM_NEWS = bytes("From: a@news.here.example\r\n\r\nx\r\n");

    private static String greetedBy(String name) {
        return """
                S: 220 mx.example
                C: EHLO %s
                S: 250 mx.example
                C: MAIL FROM:<b+t@bounce.example>
                S: 550 5.7.1 No
                C: QUIT
                S: 221 Bye
                """.formatted(name);
    }

    private SmtpMailTransport use(SendingPool.Chooser pools, ScriptedServer server) {
        return use(
                new SmtpClientParts(
                        new FixedRoute(server.address()),
                        TlsPolicy.always(TlsUse.OPPORTUNISTIC),
                        pools,
                        Optional.empty(),
                        PeerCertificates.ofThisJava()),
                settings(patient(), LIMITS));
    }

    @Test
    void mailLeavesFromTheAddressesOfItsPoolInTurnEachWithItsOwnName() throws Exception {
        try (ScriptedServer server = new ScriptedServer(greetedBy("one.example"), greetedBy("two.example"))) {
            use(SendingPool.Chooser.always(NEWS), server);
            for (int i = 0; i < 2; i++) {
                assertEquals("MAIL 550 5.7.1 No", summary(attempt()));
            }
            close();
            server.assertPlayed();
            assertEquals(List.of("127.0.0.2", "127.0.0.3"), server.peers());
        }
    }

    @Test
    void thePoolIsThatOfTheAuthorsDomainOrTheNearestAbove() throws Exception {
        try (ScriptedServer server = new ScriptedServer(greetedBy("one.example"), greetedBy("out.example"))) {
            SendingPool onlyOne = new SendingPool("one", List.of(ONE));
            use(new PoolsByDomain(Map.of("here.example", onlyOne), SendingPool.SYSTEM), server);
            attempt(ENVELOPE, FROM_NEWS);
            attempt(ENVELOPE, bytes("From: a@elsewhere.example\r\n\r\nx\r\n"));
            close();
            server.assertPlayed();
            assertEquals("127.0.0.2", server.peers().getFirst());
        }
    }

    @Test
    void aConnectionOfOnePoolIsNotUsedByAnother() throws Exception {
        String twice = greetedBy("one.example");
        try (ScriptedServer server = new ScriptedServer(twice, greetedBy("two.example"))) {
            SendingPool one = new SendingPool("one", List.of(ONE));
            SendingPool two = new SendingPool("two", List.of(TWO));
            use(new PoolsByDomain(Map.of("news.here.example", one), two), server);
            attempt(ENVELOPE, FROM_NEWS);
            attempt();
            close();
            server.assertPlayed();
        }
    }

    @Test
    void aServerThatNoAddressOfThePoolReachesIsNotConnectedTo() throws Exception {
        try (ScriptedServer server = new ScriptedServer()) {
            Source six = new Source(InetAddress.ofLiteral("2001:db8::1"), "six.example");
            use(SendingPool.Chooser.always(new SendingPool("six", List.of(six))), server);
            assertEquals("UNREACHABLE at -", summary(attempt()));
            assertEquals(0, server.connections());
        }
    }

    @Test
    void anAddressThatIsNotOursIsSaidToBeTheTrouble() throws Exception {
        try (ScriptedServer server = new ScriptedServer()) {
            Source strange = new Source(InetAddress.ofLiteral("192.0.2.1"), "strange.example");
            use(SendingPool.Chooser.always(new SendingPool("strange", List.of(strange))), server);
            assertTrue(failed(attempt()).detail().contains("from 192.0.2.1"), failed(attempt())::detail);
        }
    }

    private static Choice towards(SendingPool pool, String target) {
        return pool.towards(InetAddress.ofLiteral(target), "there.example", WarmUp.NONE);
    }

    @Test
    void theVersionOfIpDecidesAmongAddresses() {
        Source six = new Source(InetAddress.ofLiteral("2001:db8::1"), "six.example");
        SendingPool both = new SendingPool("both", List.of(ONE, six));
        for (int i = 0; i < 3; i++) {
            assertEquals(new Choice.From(six, Optional.empty()), towards(both, "2001:db8::2"));
            assertEquals(new Choice.From(ONE, Optional.empty()), towards(both, "192.0.2.2"));
        }
        assertInstanceOf(Choice.Any.class, towards(SendingPool.SYSTEM, "127.0.0.1"));
    }

    /** The first address may send one message a day, and it is its first day. */
    private static WarmUp warmingUpOne(boolean spills) {
        WarmUpSchedule one = new WarmUpSchedule(Map.of(WarmUpSchedule.ANY, List.of(1)));
        WarmUpPlan plan = new WarmUpPlan(Map.of("127.0.0.2", LocalDate.of(2026, 3, 2)), one, ZoneOffset.UTC, spills);
        return new WarmUp(plan, new CountsInMemory(), () -> Instant.parse("2026-03-02T12:00:00Z"));
    }

    private SmtpMailTransport use(SendingPool pool, WarmUp warmUp, ScriptedServer server) {
        return use(
                new SmtpClientParts(
                        new FixedRoute(server.address()),
                        TlsPolicy.always(TlsUse.OPPORTUNISTIC),
                        SendingPool.Chooser.always(pool),
                        Optional.empty(),
                        PeerCertificates.ofThisJava(),
                        warmUp),
                settings(patient(), LIMITS));
    }

    @Test
    void whatAnAddressMayNotTakeAnyMoreTodayIsNotTried() throws Exception {
        try (ScriptedServer server = new ScriptedServer(greetedBy("one.example"))) {
            use(new SendingPool("new", List.of(ONE)), warmingUpOne(false), server);

            assertEquals("MAIL 550 5.7.1 No", summary(attempt()));
            assertEquals(new AttemptOutcome.Withheld(Instant.parse("2026-03-03T00:00:00Z")), attempt());
            assertEquals(1, server.connections());
        }
    }

    @Test
    void whereItMaySpillTheOtherAddressesOfThePoolTakeIt() throws Exception {
        try (ScriptedServer server =
                new ScriptedServer(greetedBy("one.example"), greetedBy("two.example"), greetedBy("two.example"))) {
            use(new SendingPool("some", List.of(ONE, TWO)), warmingUpOne(true), server);
            for (int i = 0; i < 3; i++) {
                assertEquals("MAIL 550 5.7.1 No", summary(attempt()));
            }
            close();
            assertEquals(List.of("127.0.0.2", "127.0.0.3", "127.0.0.3"), server.peers());
        }
    }

    @Test
    void aMessageThatNoServerAnsweredForTakesNothingOfTheAllowance() throws Exception {
        WarmUp warmUp = warmingUpOne(false);
        try (ScriptedServer server = new ScriptedServer("S: 421 4.3.2 Closing", greetedBy("one.example"))) {
            use(new SendingPool("new", List.of(ONE)), warmUp, server);

            attempt();
            assertEquals("MAIL 550 5.7.1 No", summary(attempt()));
        }
    }
}
