package dev.rebound.transport.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.rebound.engine.domain.DomainRecords;
import dev.rebound.engine.domain.DomainRecords.Answer;
import dev.rebound.engine.domain.DomainRecords.SpfResult;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class DnsRecordsTest {

    private static final InetAddress OURS = InetAddress.ofLiteral("192.0.2.10");

    private static <T> T ask(Function<DomainRecords, T> question, String... zone) throws IOException {
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
            return question.apply(new DnsRecords(settings));
        }
    }

    private static SpfResult spf(String... zone) throws IOException {
        return ask(records -> records.spf(OURS, "b.example", "mail.b.example"), zone);
    }

    @Test
    void textsAreJoinedAndMissingOnesAndSilenceAreTwoThings() throws IOException {
        assertEquals(
                new Answer.Found<>(List.of("v=DKIM1; p=AA", "other")),
                ask(r -> r.texts("k.example"), "k.example 60 TXT \"v=DKIM1; \" \"p=AA\"", "k.example 60 TXT other"));
        assertEquals(new Answer.None<>(), ask(r -> r.texts("k.example"), "k.example 60 A 192.0.2.1"));
        assertInstanceOf(Answer.Unknown.class, ask(r -> r.texts("k.example"), "k.example 60 SERVFAIL"));
        assertEquals(new Answer.None<>(), ask(r -> r.texts("no..name"), "k.example 60 A 192.0.2.1"));
    }

    @Test
    void mailHostsComeByPreferenceOrAreTheDomainItself() throws IOException {
        assertEquals(
                new Answer.Found<>(List.of("a.m.example", "b.m.example")),
                ask(r -> r.mailHosts("m.example"), "m.example 60 MX 20 B.m.example", "m.example 60 MX 10 a.m.example"));
        assertEquals(
                new Answer.Found<>(List.of("m.example")),
                ask(r -> r.mailHosts("m.example"), "m.example 60 AAAA 2001:db8::1"));
        assertEquals(new Answer.Found<>(List.of(".")), ask(r -> r.mailHosts("m.example"), "m.example 60 MX 0 ."));
        assertEquals(new Answer.None<>(), ask(r -> r.mailHosts("m.example")));
    }

    @Test
    void onlyNamesThatLeadBackCount() throws IOException {
        String[] zone = {
            "10.2.0.192.in-addr.arpa 60 PTR mail.b.example",
            "10.2.0.192.in-addr.arpa 60 PTR liar.example",
            "mail.b.example 60 A 192.0.2.10",
            "liar.example 60 A 192.0.2.99"
        };
        assertEquals(new Answer.Found<>(List.of("mail.b.example")), ask(r -> r.namesOf(OURS), zone));
        assertEquals(new Answer.None<>(), ask(r -> r.namesOf(OURS), zone[1], zone[3]));
        assertEquals(new Answer.None<>(), ask(r -> r.namesOf(OURS)));
    }

    @Test
    void spfIsEvaluatedAsReceiversDo() throws IOException {
        assertEquals(SpfResult.PASS, spf("b.example 60 TXT \"v=spf1 ip4:192.0.2.0/24 -all\""));
        assertEquals(SpfResult.FAIL, spf("b.example 60 TXT \"v=spf1 ip4:198.51.100.0/24 -all\""));
        assertEquals(SpfResult.SOFTFAIL, spf("b.example 60 TXT \"v=spf1 ~all\""));
        assertEquals(
                SpfResult.PASS,
                spf(
                        "b.example 60 TXT \"v=spf1 include:_spf.b.example -all\"",
                        "_spf.b.example 60 TXT \"v=spf1 a:mail.b.example -all\"",
                        "mail.b.example 60 A 192.0.2.10"));
        assertEquals(
                SpfResult.PASS,
                spf(
                        "b.example 60 TXT \"v=spf1 mx -all\"",
                        "b.example 60 MX 10 mail.b.example",
                        "mail.b.example 60 A 192.0.2.10"));
        assertEquals(SpfResult.NONE, spf("b.example 60 TXT \"nothing of the kind\""));
        assertEquals(SpfResult.PERMERROR, spf("b.example 60 TXT \"v=spf1 include:nowhere.example -all\""));
        assertEquals(SpfResult.PERMERROR, spf("b.example 60 TXT \"v=spf1 ip4:300.1.1.1 -all\""));
        assertEquals(SpfResult.TEMPERROR, spf("b.example 60 SERVFAIL"));
    }

    /** A record that includes itself must not keep us asking. */
    @Test
    void aRecordThatAsksForeverIsAnError() throws IOException {
        assertEquals(SpfResult.PERMERROR, spf("b.example 60 TXT \"v=spf1 include:b.example -all\""));
    }
}
