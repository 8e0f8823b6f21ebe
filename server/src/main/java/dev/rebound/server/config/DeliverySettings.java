package dev.rebound.server.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How messages are handed to mail servers.
 *
 * @param helloName how we introduce ourselves; should have matching DNS records
 * @param smarthost takes all mail, instead of the recipients' own servers
 * @param dnsServer asked for MX records, instead of the system's
 * @param port of the recipients' servers
 * @param connectionsMax open at once to one destination
 * @param attemptsMax under way at once at all destinations that work
 * @param probesMax under way at once at destinations that have not answered yet, or do not any more
 * @param retryAfter waits between attempts; the last one repeats until {@code tryFor} is over
 * @param tryFor how long after its first deferral a message is tried
 * @param login to the smarthost
 * @param smarthostProvider who runs the smarthost
 * @param sending what is particular to the domains that write
 * @param allowPrivateAddresses whether mail servers may be on loopback and private networks
 */
public record DeliverySettings(
        String helloName,
        Optional<HostPort> smarthost,
        Optional<HostPort> dnsServer,
        int port,
        int connectionsMax,
        int attemptsMax,
        int probesMax,
        List<Duration> retryAfter,
        Duration tryFor,
        TlsSettings tls,
        SmarthostLogin login,
        SmarthostProvider smarthostProvider,
        SendingSettings sending,
        Duration connectTimeout,
        Duration replyTimeout,
        boolean allowPrivateAddresses) {

    private static final Setting<String> HELLO_NAME = Kinds.host(
            "delivery.hello-name",
            "localhost.localdomain",
            "The name we introduce ourselves by (EHLO); the sending IP's PTR record should give it.");
    private static final Setting<Optional<HostPort>> SMARTHOST = Kinds.hostPort(
            "delivery.smarthost", 25, "A relay that takes all mail. Empty delivers to the recipients' own servers.");
    private static final Setting<SmarthostProvider> SMARTHOST_PROVIDER = Kinds.choice(
            "delivery.smarthost-provider",
            SmarthostProvider.class,
            SmarthostProvider.OTHER,
            "Who runs the smarthost. Messages then carry our token in the form that this provider gives back in its events.");
    private static final Setting<Optional<HostPort>> DNS_SERVER =
            Kinds.hostPort("delivery.dns-server", 53, "The DNS server asked for MX records. Empty takes the system's.");
    private static final Setting<Integer> PORT =
            Kinds.number("delivery.port", 1, 65_535, 25, "The port of the recipients' mail servers.");
    private static final Setting<Integer> CONNECTIONS_MAX = Kinds.number(
            "delivery.connections-max",
            1,
            1_000,
            20,
            "Connections open at the same time to one destination; it starts with 2 and learns what is borne.");
    private static final Setting<Integer> ATTEMPTS_MAX = Kinds.number(
            "delivery.attempts-max",
            1,
            20_000,
            2_000,
            "Attempts under way at the same time at all destinations that work.");
    private static final Setting<Integer> PROBES_MAX = Kinds.number(
            "delivery.probes-max",
            1,
            20_000,
            10_000,
            "Attempts under way at the same time at destinations that have not answered yet, or have stopped answering.");
    private static final Setting<List<Duration>> RETRY_AFTER = Kinds.durations(
            "delivery.retry-after",
            30,
            List.of(
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(15),
                    Duration.ofMinutes(30),
                    Duration.ofHours(1),
                    Duration.ofHours(2),
                    Duration.ofHours(4),
                    Duration.ofHours(6)),
            "Waits between the attempts of a message; the last one repeats until try-for is over.");
    private static final Setting<Duration> TRY_FOR = Kinds.duration(
            "delivery.try-for",
            Duration.ofMinutes(1),
            Duration.ofDays(3),
            Duration.ofDays(3),
            "How long after its first deferral a message is tried before it soft bounces.");
    private static final Setting<Duration> CONNECT_TIMEOUT = Kinds.duration(
            "delivery.connect-timeout",
            Duration.ofMillis(100),
            Duration.ofMinutes(5),
            Duration.ofSeconds(30),
            "How long a connection may take to open.");
    private static final Setting<Duration> REPLY_TIMEOUT = Kinds.duration(
            "delivery.reply-timeout",
            Duration.ofMillis(100),
            Duration.ofMinutes(10),
            Duration.ofMinutes(5),
            "How long a reply may take, and twice as long the one to a whole message (RFC 5321, section 4.5.3.2 asks"
                    + " for 5 and 10 minutes).");
    private static final Setting<Boolean> ALLOW_PRIVATE_ADDRESSES = Kinds.flag(
            "delivery.allow-private-addresses",
            false,
            "Deliver to mail servers on loopback and private networks too; only for rehearsals and closed networks.");

    static final List<Setting<?>> ALL = Stream.of(
                    List.of(HELLO_NAME, SMARTHOST),
                    SmarthostLogin.ALL,
                    List.of(
                            SMARTHOST_PROVIDER,
                            DNS_SERVER,
                            PORT,
                            CONNECTIONS_MAX,
                            ATTEMPTS_MAX,
                            PROBES_MAX,
                            RETRY_AFTER,
                            TRY_FOR),
                    TlsSettings.ALL,
                    List.of(CONNECT_TIMEOUT, REPLY_TIMEOUT, ALLOW_PRIVATE_ADDRESSES))
            .<Setting<?>>flatMap(List::stream)
            .toList();

    static DeliverySettings from(Values values) {
        return new DeliverySettings(
                values.get(HELLO_NAME),
                values.get(SMARTHOST),
                values.get(DNS_SERVER),
                values.get(PORT),
                values.get(CONNECTIONS_MAX),
                values.get(ATTEMPTS_MAX),
                values.get(PROBES_MAX),
                values.get(RETRY_AFTER),
                values.get(TRY_FOR),
                TlsSettings.from(values),
                SmarthostLogin.from(values),
                values.get(SMARTHOST_PROVIDER),
                SendingSettings.from(values),
                values.get(CONNECT_TIMEOUT),
                values.get(REPLY_TIMEOUT),
                values.get(ALLOW_PRIVATE_ADDRESSES));
    }
}
