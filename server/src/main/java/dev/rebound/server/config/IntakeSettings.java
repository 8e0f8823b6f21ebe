package dev.rebound.server.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The SMTP server that takes returned mail.
 *
 * @param port 0 takes any free one
 * @param bounceDomain the domain of our return paths
 * @param messageOctetsMax largest report taken
 * @param connectionsMax served at once
 * @param messagesPerMinuteMax of one peer
 * @param returnPathValidFor how long after sending a report is believed
 * @param quarantineKeptFor after which quarantined mail is forgotten
 * @param reportsKeptFor after which the raw text of reports is forgotten
 * @param believePlausible whether reports count that lost the return path but quote our Message-ID
 * @param tls with which STARTTLS is offered
 */
public record IntakeSettings(
        String host,
        int port,
        String bounceDomain,
        int messageOctetsMax,
        int connectionsMax,
        int messagesPerMinuteMax,
        Duration returnPathValidFor,
        Duration quarantineKeptFor,
        Duration reportsKeptFor,
        boolean believePlausible,
        Optional<Tls> tls) {

    /** A certificate with its key, in PEM. */
    public record Tls(Path certificate, Path key) {

        static Optional<Tls> of(Values values, Setting<Optional<Path>> certificate, Setting<Optional<Path>> key) {
            Optional<Path> chain = values.get(certificate);
            Optional<Path> secret = values.get(key);
            if (chain.isPresent() != secret.isPresent()) {
                throw new ConfigurationException(List.of(
                        "%s and %s belong together: set both, or neither".formatted(certificate.key(), key.key())));
            }
            return chain.flatMap(file -> secret.map(other -> new Tls(file, other)));
        }
    }

    private static final Setting<String> HOST =
            Kinds.host("intake.host", "127.0.0.1", "The address the SMTP server for returned mail listens at.");
    private static final Setting<Integer> PORT =
            Kinds.port("intake.port", 2525, "Its port; 0 takes any free one. The MX record needs port 25.");
    private static final Setting<String> BOUNCE_DOMAIN = Kinds.host(
            "intake.bounce-domain",
            "bounce.localhost.localdomain",
            "The domain of our return paths; its MX record must lead to this server.");
    private static final Setting<Integer> MESSAGE_OCTETS_MAX = Kinds.number(
            "intake.message-octets-max",
            100_000,
            50_000_000,
            10_000_000,
            "The largest returned message taken, in octets.");
    private static final Setting<Integer> CONNECTIONS_MAX =
            Kinds.number("intake.connections-max", 1, 10_000, 200, "Connections served at the same time.");
    private static final Setting<Duration> RETURN_PATH_VALID_FOR = Kinds.duration(
            "intake.return-path-valid-for",
            Duration.ofDays(4),
            Duration.ofDays(365),
            Duration.ofDays(30),
            "How long after sending a report is believed.");

    private static final Setting<Integer> MESSAGES_PER_MINUTE_MAX = Kinds.number(
            "intake.messages-per-minute-max",
            1,
            1_000_000,
            3_000,
            "Messages that one address may begin in a minute; further ones are put off (450).");
    private static final Setting<Duration> QUARANTINE_KEPT_FOR = Kinds.duration(
            "intake.quarantine-kept-for",
            Duration.ofDays(1),
            Duration.ofDays(3650),
            Duration.ofDays(90),
            "How long quarantined mail is kept.");
    private static final Setting<Duration> REPORTS_KEPT_FOR = Kinds.duration(
            "intake.reports-kept-for",
            Duration.ofDays(1),
            Duration.ofDays(3650),
            Duration.ofDays(365),
            "How long the raw text of reports is kept; what was read from them stays for good.");
    private static final Setting<Boolean> BELIEVE_PLAUSIBLE = Kinds.flag(
            "intake.believe-plausible",
            false,
            "Whether a failure report that lost the return path bounces a message, and may suppress, if it quotes the"
                    + " Message-ID of one we sent to the address it names. Whoever has seen that message can write such"
                    + " a report.");
    private static final Setting<Optional<Path>> TLS_CERTIFICATE = Kinds.file(
            "intake.tls-certificate",
            "Certificate chain in PEM with which STARTTLS is offered; read again when it is renewed.");
    private static final Setting<Optional<Path>> TLS_KEY =
            Kinds.file("intake.tls-key", "Its private key in PEM (PKCS #8, without password).");

    static final List<Setting<?>> ALL = List.of(
            HOST,
            PORT,
            BOUNCE_DOMAIN,
            MESSAGE_OCTETS_MAX,
            CONNECTIONS_MAX,
            MESSAGES_PER_MINUTE_MAX,
            RETURN_PATH_VALID_FOR,
            QUARANTINE_KEPT_FOR,
            REPORTS_KEPT_FOR,
            BELIEVE_PLAUSIBLE,
            TLS_CERTIFICATE,
            TLS_KEY);

    static IntakeSettings from(Values values) {
        return new IntakeSettings(
                values.get(HOST),
                values.get(PORT),
                values.get(BOUNCE_DOMAIN),
                values.get(MESSAGE_OCTETS_MAX),
                values.get(CONNECTIONS_MAX),
                values.get(MESSAGES_PER_MINUTE_MAX),
                values.get(RETURN_PATH_VALID_FOR),
                values.get(QUARANTINE_KEPT_FOR),
                values.get(REPORTS_KEPT_FOR),
                values.get(BELIEVE_PLAUSIBLE),
                Tls.of(values, TLS_CERTIFICATE, TLS_KEY));
    }

    /** The same on any free port, and for the bounce domain of a rehearsal. */
    public IntakeSettings forRehearsal(String otherBounceDomain) {
        return new IntakeSettings(
                host,
                0,
                otherBounceDomain,
                messageOctetsMax,
                connectionsMax,
                messagesPerMinuteMax,
                returnPathValidFor,
                quarantineKeptFor,
                reportsKeptFor,
                believePlausible,
                tls);
    }
}
