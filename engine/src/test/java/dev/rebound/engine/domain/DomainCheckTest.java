package dev.rebound.engine.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.engine.domain.Finding.Subject;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DomainCheckTest {

    private static final InetAddress ADDRESS = InetAddress.ofLiteral("192.0.2.10");
    private static final SendingSetup.Key KEY =
            new SendingSetup.Key("shop.example", "s1._domainkey.shop.example", "v=DKIM1; k=rsa; p=AAAABBBB");
    private static final SendingSetup SETUP = new SendingSetup(
            List.of(KEY),
            "bounce.shop.example",
            "mail.shop.example",
            List.of(new SendingSetup.Source(ADDRESS, "mail.shop.example")),
            Optional.empty());

    private final Written dns = new Written();

    /** DNS as a test writes it. */
    private static final class Written implements DomainRecords {
        private final Map<String, List<String>> texts = new HashMap<>();
        private final Map<String, List<String>> hosts = new HashMap<>();
        private final Map<String, List<String>> names = new HashMap<>();
        private SpfResult spf = SpfResult.PASS;
        private boolean silent;

        private Answer<String> answer(List<String> all) {
            if (silent) {
                return new Answer.Unknown<>("no answer in time");
            }
            return all.isEmpty() ? new Answer.None<>() : new Answer.Found<>(all);
        }

        @Override
        public Answer<String> texts(String name) {
            return answer(texts.getOrDefault(name, List.of()));
        }

        @Override
        public Answer<String> mailHosts(String domain) {
            return answer(hosts.getOrDefault(domain, List.of()));
        }

        @Override
        public Answer<String> namesOf(InetAddress address) {
            return answer(names.getOrDefault(address.getHostAddress(), List.of()));
        }

        @Override
        public SpfResult spf(InetAddress from, String domain, String helloName) {
            return spf;
        }
    }

    private void everythingIsPublished() {
        dns.texts.put(KEY.name(), List.of("v=DKIM1; k=rsa; p=AAAA BBBB"));
        dns.texts.put("bounce.shop.example", List.of("unrelated", "v=spf1 ip4:192.0.2.10 -all"));
        dns.texts.put("_dmarc.shop.example", List.of("v=DMARC1; p=reject"));
        dns.hosts.put("shop.example", List.of("mx.shop.example"));
        dns.hosts.put("bounce.shop.example", List.of("mail.shop.example"));
        dns.names.put("192.0.2.10", List.of("mail.shop.example"));
    }

    private DomainReport report(SendingSetup setup, String domain) {
        return new DomainCheck(dns, setup).check(domain);
    }

    private Check check(Subject subject) {
        return check(SETUP, "shop.example", subject);
    }

    private Check check(SendingSetup setup, String domain, Subject subject) {
        return report(setup, domain).checks().stream()
                .filter(each -> each.subject() == subject)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aDomainWithEverythingIsGood() {
        everythingIsPublished();

        DomainReport report = report(SETUP, "shop.example");

        assertEquals(Finding.State.GOOD, report.state(), report::toString);
        assertEquals(6, report.checks().size());
    }

    @Test
    void ofADomainWithNothingEveryRecordIsSaidThatCanBePublished() {
        assertEquals(Finding.DKIM_NOT_PUBLISHED, check(Subject.DKIM).finding());
        assertEquals(
                new Check.Publish(KEY.name(), "TXT", KEY.record()),
                check(Subject.DKIM).publish().orElseThrow());
        assertEquals(Finding.SPF_NONE, check(Subject.SPF).finding());
        assertEquals(
                new Check.Publish("bounce.shop.example", "TXT", "v=spf1 ip4:192.0.2.10 -all"),
                check(Subject.SPF).publish().orElseThrow());
        assertEquals(Finding.DMARC_NONE, check(Subject.DMARC).finding());
        assertEquals(
                "_dmarc.shop.example",
                check(Subject.DMARC).publish().orElseThrow().name());
        assertEquals(Finding.MAIL_HOSTS_NONE, check(Subject.MAIL_HOSTS).finding());
        assertEquals(Finding.BOUNCE_HOSTS_NONE, check(Subject.BOUNCE_HOSTS).finding());
        assertEquals(Finding.NAME_NONE, check(Subject.SOURCE_NAME).finding());
    }

    @Test
    void aKeyThatIsNotOursAndOneThatWasWithdrawnAreTold() {
        dns.texts.put(KEY.name(), List.of("v=DKIM1; p=CCCC"));
        assertEquals(Finding.DKIM_OTHER_KEY, check(Subject.DKIM).finding());
        dns.texts.put(KEY.name(), List.of("v=DKIM1; p="));
        assertEquals(Finding.DKIM_WITHDRAWN, check(Subject.DKIM).finding());
        assertEquals(
                Finding.DKIM_NO_KEY, check(SETUP, "other.example", Subject.DKIM).finding());
    }

    @Test
    void anSpfRecordThatLeavesUsOutIsMendedNotReplaced() {
        everythingIsPublished();
        dns.texts.put("bounce.shop.example", List.of("v=spf1 include:_spf.relay.example ~all"));
        dns.spf = DomainRecords.SpfResult.SOFTFAIL;

        Check spf = check(Subject.SPF);

        assertEquals(Finding.SPF_LEAVES_US_OUT, spf.finding());
        assertEquals(
                "v=spf1 ip4:192.0.2.10 include:_spf.relay.example ~all",
                spf.publish().orElseThrow().value());
    }

    @Test
    void whatReceiversCannotEvaluateIsNoRecord() {
        dns.texts.put("bounce.shop.example", List.of("v=spf1 -all", "v=spf1 mx -all"));
        assertEquals(Finding.SPF_SEVERAL, check(Subject.SPF).finding());
        dns.texts.put("bounce.shop.example", List.of("v=spf1 nonsense:x -all"));
        dns.spf = DomainRecords.SpfResult.PERMERROR;
        assertEquals(Finding.SPF_BROKEN, check(Subject.SPF).finding());
        dns.texts.put("_dmarc.shop.example", List.of("v=DMARC1; p=none", "v=DMARC1; p=reject"));
        assertEquals(Finding.DMARC_SEVERAL, check(Subject.DMARC).finding());
    }

    @Test
    void withoutKnownAddressesSpfIsOpenAndOurNameStandsForThem() {
        SendingSetup anywhere =
                new SendingSetup(List.of(), "bounce.shop.example", "mail.shop.example", List.of(), Optional.empty());
        assertEquals(
                "v=spf1 a:mail.shop.example -all",
                check(anywhere, "shop.example", Subject.SPF)
                        .publish()
                        .orElseThrow()
                        .value());
        dns.texts.put("bounce.shop.example", List.of("v=spf1 a:mail.shop.example -all"));
        assertEquals(
                Finding.SPF_THERE, check(anywhere, "shop.example", Subject.SPF).finding());
    }

    @Test
    void whatARelayDoesIsLeftOpen() {
        SendingSetup relayed = new SendingSetup(
                List.of(), "bounce.shop.example", "mail.shop.example", List.of(), Optional.of("relay.example"));
        dns.texts.put("_dmarc.shop.example", List.of("v=DMARC1; p=none"));

        assertEquals(
                Finding.DKIM_LEFT_TO_RELAY,
                check(relayed, "shop.example", Subject.DKIM).finding());
        assertTrue(check(relayed, "shop.example", Subject.SPF).publish().isEmpty());
        assertEquals(
                Finding.DMARC_OPEN,
                check(relayed, "shop.example", Subject.DMARC).finding());
    }

    @Test
    void aPolicyIsFoundAboveTheDomainAndFulfilledBySignatureOrReturnPath() {
        everythingIsPublished();
        assertEquals(
                Finding.DMARC_ALIGNED,
                check(SETUP, "news.shop.example", Subject.DMARC).finding());

        dns.texts.remove(KEY.name());
        assertEquals(Finding.DMARC_ALIGNED, check(Subject.DMARC).finding(), "by SPF alone");

        dns.texts.put("_dmarc.shop.example", List.of("v=DMARC1; p=reject; aspf=s"));
        assertEquals(Finding.DMARC_UNALIGNED, check(Subject.DMARC).finding(), "strict SPF needs the domain itself");
    }

    @Test
    void aStrictPolicyWantsTheDomainsOwnSignature() {
        everythingIsPublished();
        dns.texts.put("_dmarc.shop.example", List.of("v=DMARC1; p=reject; adkim=s; aspf=s"));

        assertEquals(Finding.DMARC_ALIGNED, check(Subject.DMARC).finding());
        assertEquals(
                Finding.DMARC_UNALIGNED,
                check(SETUP, "news.shop.example", Subject.DMARC).finding());
    }

    @Test
    void returnPathsOfAnotherOrganisationProveNothing() {
        everythingIsPublished();
        SendingSetup foreign = new SendingSetup(
                List.of(),
                "bounce.host.example",
                "mail.host.example",
                List.of(new SendingSetup.Source(ADDRESS, "mail.host.example")),
                Optional.empty());
        dns.texts.put("bounce.host.example", List.of("v=spf1 ip4:192.0.2.10 -all"));

        assertEquals(
                Finding.SPF_PASSES, check(foreign, "shop.example", Subject.SPF).finding());
        assertEquals(
                Finding.DMARC_UNALIGNED,
                check(foreign, "shop.example", Subject.DMARC).finding());
        assertEquals(
                Finding.NAME_OTHER,
                check(foreign, "shop.example", Subject.SOURCE_NAME).finding());
    }

    @Test
    void whereDnsDoesNotAnswerNothingIsClaimed() {
        dns.silent = true;

        DomainReport report = report(SETUP, "shop.example");

        assertEquals(Finding.State.OPEN, report.state());
        assertTrue(report.checks().stream().allMatch(each -> each.finding() == Finding.NO_ANSWER), report::toString);
        assertTrue(report.checks().stream().allMatch(each -> each.publish().isEmpty()));
    }
}
