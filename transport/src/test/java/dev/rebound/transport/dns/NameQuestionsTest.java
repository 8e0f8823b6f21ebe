package dev.rebound.transport.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.rebound.transport.dns.NameQuestions.Addresses;
import dev.rebound.transport.dns.NameQuestions.Texts;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameQuestionsTest {

    private static <T> T ask(Function<NameQuestions, T> question, String... zone) throws IOException {
        try (FakeDns dns = new FakeDns(zone)) {
            DnsSettings settings = new DnsSettings(
                    Optional.of(dns.address()),
                    Duration.ofSeconds(10),
                    Duration.ofHours(1),
                    Duration.ofMinutes(5),
                    1_000,
                    25,
                    false,
                    Set.of());
            return question.apply(new MxRouter(settings, new SplittableRandom(1)));
        }
    }

    @Test
    void thePartsOfATextAreJoined() throws IOException {
        assertEquals(
                new Texts.Found(List.of("v=STSv1; id=1;")),
                ask(dns -> dns.texts("a.example"), "a.example 60 TXT \"v=STSv1; \" \"id=1;\""));
    }

    @Test
    void thatThereIsNoTextAndThatNobodySaysAreTwoAnswers() throws IOException {
        assertEquals(new Texts.None(), ask(dns -> dns.texts("a.example"), "b.example 60 TXT x"));
        assertEquals(new Texts.None(), ask(dns -> dns.texts("a.example"), "a.example 60 A 192.0.2.1"));
        assertInstanceOf(Texts.Unknown.class, ask(dns -> dns.texts("a.example"), "a.example 60 SERVFAIL"));
    }

    @Test
    void onlyAddressesWhereWeMayConnectAreGiven() throws IOException {
        assertEquals(
                new Addresses.At(List.of(InetAddress.ofLiteral("203.0.114.1"))),
                ask(
                        dns -> dns.addresses("a.example"),
                        "a.example 60 A 169.254.169.254",
                        "a.example 60 A 203.0.114.1",
                        "a.example 60 AAAA ::1"));
        assertInstanceOf(Addresses.None.class, ask(dns -> dns.addresses("a.example"), "a.example 60 A 10.0.0.1"));
        assertInstanceOf(Addresses.None.class, ask(dns -> dns.addresses("a.example")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.1",
                "2130706433",
                "0x7f.1",
                "10.0.0.1",
                "169.254.169.254",
                "0.0.0.0",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "[64:ff9b::7f00:1]",
                "[fe80::1]",
                "[fd00::1]",
                "localhost"
            })
    void anAddressWrittenOutIsNoWayAroundThat(String host) throws IOException {
        assertInstanceOf(Addresses.None.class, ask(dns -> dns.addresses(host), "localhost 60 A 127.0.0.1"));
    }

    @Test
    void aPublicAddressWrittenOutIsItself() throws IOException {
        assertEquals(
                new Addresses.At(List.of(InetAddress.ofLiteral("203.0.114.1"))),
                ask(dns -> dns.addresses("203.0.114.1")));
    }
}
