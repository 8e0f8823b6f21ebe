package dev.rebound.transport.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.engine.inbox.MailProvider;
import dev.rebound.engine.inbox.ServerSearch;
import dev.rebound.engine.inbox.ServerSearch.By;
import dev.rebound.engine.inbox.ServerSearch.Found;
import dev.rebound.transport.dns.ServiceQuestions;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomainsWordTest {

    private static final String FILE = """
            <clientConfig version="1.1"><emailProvider id="corp.example">
              <incomingServer type="pop3"><hostname>pop.corp.example</hostname><port>995</port><socketType>SSL</socketType></incomingServer>
              <incomingServer type="imap"><hostname>clear.corp.example</hostname><port>143</port><socketType>plain</socketType></incomingServer>
              <incomingServer type="imap"><hostname>imap.corp.example</hostname><port>993</port><socketType>SSL</socketType><username>%EMAILLOCALPART%</username></incomingServer>
              <outgoingServer type="smtp"><hostname>smtp.corp.example</hostname><port>587</port><socketType>STARTTLS</socketType></outgoingServer>
            </emailProvider></clientConfig>
            """;

    /** What a domain says of itself. */
    private static final class Zone implements ServiceQuestions {

        private final Map<String, Place> services = new HashMap<>();
        private final List<String> exchangers = new ArrayList<>();

        @Override
        public List<Place> services(String service, String domain) {
            return Optional.ofNullable(services.get(service)).stream().toList();
        }

        @Override
        public List<String> exchangers(String domain) {
            return exchangers;
        }
    }

    private final Zone zone = new Zone();
    private final Map<String, String> web = new HashMap<>();
    private final List<URI> fetched = new ArrayList<>();

    private Optional<Found> find(String address) {
        ServerSearch search = new DomainsWord(zone, url -> {
            fetched.add(url);
            return Optional.ofNullable(web.get(url.getHost() + url.getPath()));
        });
        return search.find(EmailAddress.parse(address).orElseThrow());
    }

    private static String text(Found found) {
        return "%s %s %s %s %s %s"
                .formatted(
                        found.by(),
                        found.servers().imap(),
                        found.servers().imap().protection(),
                        found.servers().smtp(),
                        found.servers().smtp().protection(),
                        found.user());
    }

    @ParameterizedTest
    @CsvSource({
        "gmail.com, imap.gmail.com:993, smtp.gmail.com:465, GOOGLE",
        "outlook.com, outlook.office365.com:993, smtp-mail.outlook.com:587, MICROSOFT",
        "icloud.com, imap.mail.me.com:993, smtp.mail.me.com:587, APP",
        "yahoo.com, imap.mail.yahoo.com:993, smtp.mail.yahoo.com:465, APP",
        "qq.com, imap.qq.com:993, smtp.qq.com:465, APP",
        "163.com, imap.163.com:993, smtp.163.com:465, APP",
        "aliyun.com, imap.aliyun.com:993, smtp.aliyun.com:465, PASSWORD",
        "yandex.com, imap.yandex.com:993, smtp.yandex.com:465, APP",
        "fastmail.com, imap.fastmail.com:993, smtp.fastmail.com:465, APP",
        "zohomail.com, imap.zoho.com:993, smtp.zoho.com:465, APP"
    })
    void knownProvidersAreNotLookedFor(String domain, String imap, String smtp, MailProvider.Way way) {
        Found found = find("Sam@" + domain).orElseThrow();

        assertEquals(By.KNOWN, found.by());
        assertEquals(imap, found.servers().imap().toString());
        assertEquals(smtp, found.servers().smtp().toString());
        assertEquals(way, found.provider().orElseThrow().way());
        assertEquals("Sam@" + domain, found.user());
        assertEquals(List.of(), fetched);
    }

    @ParameterizedTest
    @CsvSource({
        "aspmx.l.google.com, imap.gmail.com:993",
        "corp-example.mail.protection.outlook.com, outlook.office365.com:993",
        "corp-example.k-v1.mx.microsoft, outlook.office365.com:993",
        "mx01.mail.icloud.com, imap.mail.me.com:993",
        "mxbiz1.qq.com, imap.exmail.qq.com:993",
        "mxn.mxhichina.com, imap.qiye.aliyun.com:993",
        "hzmx01.mxmail.netease.com, imap.qiye.163.com:993",
        "mx.yandex.net, imap.yandex.com:993",
        "in1-smtp.messagingengine.com, imap.fastmail.com:993",
        "mx.zoho.com, imappro.zoho.com:993",
        "mx2.zoho.eu, imappro.zoho.eu:993"
    })
    void companiesAreFoundByWhoseExchangersTheyHave(String exchanger, String imap) {
        zone.exchangers.add(exchanger);

        Found found = find("sam@corp.example").orElseThrow();

        assertEquals(By.KNOWN, found.by());
        assertEquals(imap, found.servers().imap().toString());
    }

    @Test
    void anExchangersNameThatOnlyEndsAlikeIsNobodys() {
        zone.exchangers.add("mx.evilgoogle.com");

        assertEquals(Optional.empty(), find("sam@corp.example"));
    }

    @Test
    void srvRecordsSayIt() {
        zone.services.put("_imaps._tcp", new ServiceQuestions.Place("imap.corp.example", 993));
        zone.services.put("_submissions._tcp", new ServiceQuestions.Place("smtp.corp.example", 465));
        web.put("autoconfig.corp.example/mail/config-v1.1.xml", FILE);

        assertEquals(
                "SRV imap.corp.example:993 TLS smtp.corp.example:465 TLS sam@corp.example",
                text(find("sam@corp.example").orElseThrow()));
        zone.services.clear();
        zone.services.put("_imap._tcp", new ServiceQuestions.Place("imap.corp.example", 143));
        zone.services.put("_submission._tcp", new ServiceQuestions.Place("smtp.corp.example", 587));
        assertEquals(
                "SRV imap.corp.example:143 STARTTLS smtp.corp.example:587 STARTTLS sam@corp.example",
                text(find("sam@corp.example").orElseThrow()));
    }

    @Test
    void theDomainsFileSaysItAndClearTextIsPassedOver() {
        web.put("corp.example/.well-known/autoconfig/mail/config-v1.1.xml", FILE);

        assertEquals(
                "AUTOCONFIG imap.corp.example:993 TLS smtp.corp.example:587 STARTTLS sam",
                text(find("sam@corp.example").orElseThrow()));
        assertTrue(fetched.stream().allMatch(url -> url.getScheme().equals("https")), fetched.toString());
        assertTrue(fetched.stream().allMatch(url -> url.getHost().endsWith("corp.example")), fetched.toString());
    }

    @Test
    void whatStandsInAnAddressStaysInTheQuery() {
        find("sam+a&b=c@corp.example");

        assertEquals(
                "emailaddress=sam%2Ba%26b%3Dc%40corp.example",
                fetched.getFirst().getRawQuery());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<clientConfig>",
                "no xml",
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><clientConfig><emailProvider>&e;</emailProvider></clientConfig>",
                "<clientConfig><incomingServer type=\"imap\"><hostname>a b</hostname><port>993</port><socketType>SSL</socketType></incomingServer></clientConfig>",
                "<clientConfig><incomingServer type=\"imap\"><hostname>a.example</hostname><port>99999</port><socketType>SSL</socketType></incomingServer></clientConfig>",
                "<clientConfig><incomingServer type=\"imap\"><hostname>a.example</hostname><port>993</port><socketType>SSL</socketType></incomingServer></clientConfig>"
            })
    void aFileThatSaysNothingUsableIsNone(String file) {
        web.put("autoconfig.corp.example/mail/config-v1.1.xml", file);

        assertEquals(Optional.empty(), find("sam@corp.example"));
    }

    @Test
    void aDoctypeIsRefusedEvenInAFileThatIsGoodOtherwise() {
        web.put("autoconfig.corp.example/mail/config-v1.1.xml", "<!DOCTYPE clientConfig [<!ENTITY a \"b\">]>" + FILE);

        assertEquals(Optional.empty(), find("sam@corp.example"));
    }

    @Test
    void noDomainAndNoExchangerBelongsToTwoProviders() {
        Set<String> domains = new HashSet<>();
        Set<String> exchangers = new HashSet<>();
        for (MailProvider provider : MailProvider.all()) {
            provider.domains().forEach(domain -> assertTrue(domains.add(domain), domain));
            provider.exchangers().forEach(end -> assertTrue(exchangers.add(end), end));
            assertTrue(provider.source().startsWith("https://"), provider.name());
        }
    }
}
