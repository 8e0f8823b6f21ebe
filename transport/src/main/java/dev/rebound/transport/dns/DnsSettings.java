package dev.rebound.transport.dns;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How mail servers are looked up.
 *
 * @param resolver DNS server to ask; those of the system if there is none
 * @param timeout for one question, retries included
 * @param ttlMax longest time an answer is kept, whatever its TTL says
 * @param negativeTtlMax the same for "there is none"
 * @param cacheEntriesMax answers kept
 * @param smtpPort where mail servers listen; 25 everywhere but in a rehearsal
 * @param allowPrivateAddresses whether mail may go into private, loopback and other special networks
 * @param ownNames host names that are ourselves, lower case: mail routed to them would loop
 */
public record DnsSettings(
        Optional<InetSocketAddress> resolver,
        Duration timeout,
        Duration ttlMax,
        Duration negativeTtlMax,
        int cacheEntriesMax,
        int smtpPort,
        boolean allowPrivateAddresses,
        Set<String> ownNames) {

    /** Port of SMTP between servers (RFC 5321, section 4.5.4.2). */
    public static final int SMTP_PORT = 25;

    public DnsSettings {
        if (!timeout.isPositive() || ttlMax.isNegative() || negativeTtlMax.isNegative() || cacheEntriesMax < 1) {
            throw new IllegalArgumentException("times and sizes must be positive");
        }
        if (smtpPort < 1 || smtpPort > 65_535) {
            throw new IllegalArgumentException("port must be 1 to 65535, was " + smtpPort);
        }
        ownNames = ownNames.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /** For the open internet, with the system's DNS servers. */
    public static DnsSettings standard(Set<String> ownNames) {
        return new DnsSettings(
                Optional.empty(),
                Duration.ofSeconds(15),
                Duration.ofHours(1),
                Duration.ofMinutes(5),
                50_000,
                SMTP_PORT,
                false,
                ownNames);
    }
}
