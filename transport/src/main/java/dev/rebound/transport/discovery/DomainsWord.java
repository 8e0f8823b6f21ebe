package dev.rebound.transport.discovery;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.engine.inbox.MailEndpoint;
import dev.rebound.engine.inbox.MailEndpoint.Protection;
import dev.rebound.engine.inbox.MailProvider;
import dev.rebound.engine.inbox.MailServers;
import dev.rebound.engine.inbox.ServerSearch;
import dev.rebound.transport.dns.ServiceQuestions;
import dev.rebound.transport.dns.ServiceQuestions.Place;
import dev.rebound.transport.http.HttpAnswer;
import dev.rebound.transport.http.PinnedCalls;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds the servers of an address: a known provider's by domain; SRV records (RFC 6186, section 3.1, and RFC 8314, section 5.1); the
 * domain's own autoconfiguration file; a known provider's by mail exchanger. Files are fetched over HTTPS only, from the domain itself
 * and from {@code autoconfig.} before it, and never from anybody else, because whoever answers is told where the password goes.
 */
public final class DomainsWord implements ServerSearch {

    private static final int FILE_OCTETS_MAX = 64 * 1024;

    private final ServiceQuestions dns;
    private final Function<URI, Optional<String>> files;

    public DomainsWord(ServiceQuestions dns, PinnedCalls web) {
        this(dns, url -> fetch(web, url));
    }

    /**
     * @param files the text at an address, if there is one
     */
    DomainsWord(ServiceQuestions dns, Function<URI, Optional<String>> files) {
        this.dns = dns;
        this.files = files;
    }

    @Override
    public Optional<Found> find(EmailAddress address) {
        String domain = address.key().domain();
        return MailProvider.ofDomain(domain)
                .map(provider -> known(provider, address))
                .or(() -> bySrv(address, domain))
                .or(() -> byFile(address, domain))
                .or(() -> dns.exchangers(domain).stream()
                        .flatMap(host -> MailProvider.ofExchanger(host).stream())
                        .findFirst()
                        .map(provider -> known(provider, address)));
    }

    private static Found known(MailProvider provider, EmailAddress address) {
        return new Found(provider.servers(), Optional.of(provider), address.text(), By.KNOWN);
    }

    private Optional<Found> bySrv(EmailAddress address, String domain) {
        Optional<MailEndpoint> imap =
                srv("_imaps._tcp", domain, Protection.TLS).or(() -> srv("_imap._tcp", domain, Protection.STARTTLS));
        Optional<MailEndpoint> smtp = srv("_submissions._tcp", domain, Protection.TLS)
                .or(() -> srv("_submission._tcp", domain, Protection.STARTTLS));
        return imap.flatMap(reading -> smtp.map(
                sending -> new Found(new MailServers(reading, sending), Optional.empty(), address.text(), By.SRV)));
    }

    private Optional<MailEndpoint> srv(String service, String domain, Protection protection) {
        return dns.services(service, domain).stream().findFirst().flatMap(found -> endpoint(found, protection));
    }

    private static Optional<MailEndpoint> endpoint(Place found, Protection protection) {
        try {
            return Optional.of(new MailEndpoint(found.host(), found.port(), protection));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<Found> byFile(EmailAddress address, String domain) {
        String encoded = URLEncoder.encode(address.text(), StandardCharsets.UTF_8);
        return List.of(
                        "https://autoconfig." + domain + "/mail/config-v1.1.xml?emailaddress=" + encoded,
                        "https://" + domain + "/.well-known/autoconfig/mail/config-v1.1.xml")
                .stream()
                .flatMap(url -> files.apply(URI.create(url)).stream())
                .flatMap(file -> AutoconfigFile.read(file, address).stream())
                .findFirst();
    }

    private static Optional<String> fetch(PinnedCalls web, URI url) {
        try {
            HttpAnswer answer = web.call("GET", url, Map.of(), new byte[0], FILE_OCTETS_MAX);
            return answer.status() == 200 && !answer.isCut() ? Optional.of(answer.body()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
