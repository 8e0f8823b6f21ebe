package dev.rebound.server.config;

import java.time.Duration;
import java.util.List;

/**
 * The SMTP server that takes returned mail.
 *
 * @param port 0 takes any free one
 * @param bounceDomain the domain of our return paths
 * @param messageOctetsMax largest report taken
 * @param connectionsMax served at once
 * @param returnPathValidFor how long after sending a report is believed
 */
public record IntakeSettings(
        String host,
        int port,
        String bounceDomain,
        int messageOctetsMax,
        int connectionsMax,
        Duration returnPathValidFor) {

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

    static final List<Setting<?>> ALL =
            List.of(HOST, PORT, BOUNCE_DOMAIN, MESSAGE_OCTETS_MAX, CONNECTIONS_MAX, RETURN_PATH_VALID_FOR);

    static IntakeSettings from(Values values) {
        return new IntakeSettings(
                values.get(HOST),
                values.get(PORT),
                values.get(BOUNCE_DOMAIN),
                values.get(MESSAGE_OCTETS_MAX),
                values.get(CONNECTIONS_MAX),
                values.get(RETURN_PATH_VALID_FOR));
    }
}
