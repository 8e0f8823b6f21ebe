package dev.rebound.server.config;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.submission.SubmissionRules;
import dev.rebound.server.config.IntakeSettings.Tls;
import dev.rebound.transport.server.SubmissionServer.LoginInClear;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The SMTP server that programs hand mail over to.
 *
 * @param listen where; empty if mail is not taken this way
 * @param messageOctetsMax largest message taken
 * @param connectionsMax served at once
 * @param connectionsPerPeerMax of one client
 * @param messagesPerMinuteMax of one client
 * @param loginInClear where secrets are taken without TLS
 * @param suppressed what happens to recipients that may not be sent to
 * @param fromDomains which accounts may write from which domains
 * @param keptFor after which a mail itself is forgotten, counted from its messages' final states
 * @param tls with which STARTTLS is offered; the intake's if there is none
 */
public record SubmissionSettings(
        Optional<Listen> listen,
        int messageOctetsMax,
        int connectionsMax,
        int connectionsPerPeerMax,
        int messagesPerMinuteMax,
        LoginInClear loginInClear,
        SubmissionRules.Refused suppressed,
        List<FromDomain> fromDomains,
        Duration keptFor,
        Optional<Tls> tls) {

    /**
     * Where a server listens.
     *
     * @param port 0 takes any free one
     */
    public record Listen(String host, int port) {

        private static final String KIND = "host:port, or empty";

        static Listen parse(String text) {
            int colon = text.lastIndexOf(':');
            String host = colon < 0 ? "" : text.substring(0, colon).replaceAll("^\\[|\\]$", "");
            String port = text.substring(colon + 1);
            if (host.isEmpty() || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65_535) {
                throw new IllegalArgumentException("expected " + KIND);
            }
            return new Listen(host, Integer.parseInt(port));
        }
    }

    /** An account and a domain, lower-case A-labels, that it and no other account may write from. */
    public record FromDomain(AccountId account, String domain) {

        static FromDomain parse(String text) {
            List<String> words = Arrays.asList(text.strip().split("\\s+"));
            if (words.size() != 2 || !words.getFirst().matches("[1-9][0-9]{0,11}")) {
                throw new IllegalArgumentException("expected an account's number and a domain, with a blank between");
            }
            return new FromDomain(new AccountId(Long.parseLong(words.getFirst())), Kinds.domain(words.getLast()));
        }
    }

    private static final Setting<Optional<Listen>> LISTEN = new Setting<>(
            "submission.listen",
            Listen.KIND,
            "",
            "Where programs hand mail over by SMTP, for example 0.0.0.0:587. Empty means that none is taken this way.",
            text -> text.isEmpty() ? Optional.empty() : Optional.of(Listen.parse(text)));
    private static final Setting<Integer> MESSAGE_OCTETS_MAX = Kinds.number(
            "submission.message-octets-max", 100_000, 50_000_000, 25_000_000, "The largest message taken, in octets.");
    private static final Setting<Integer> CONNECTIONS_MAX =
            Kinds.number("submission.connections-max", 1, 10_000, 500, "Connections served at the same time.");
    private static final Setting<Integer> CONNECTIONS_PER_PEER_MAX = Kinds.number(
            "submission.connections-per-peer-max", 1, 10_000, 100, "Connections of one client at the same time.");
    private static final Setting<Integer> MESSAGES_PER_MINUTE_MAX = Kinds.number(
            "submission.messages-per-minute-max",
            1,
            10_000_000,
            600_000,
            "Messages that one client may begin in a minute; further ones are put off (450).");
    private static final Setting<LoginInClear> LOGIN_IN_CLEAR = Kinds.choice(
            "submission.login-in-clear",
            LoginInClear.class,
            LoginInClear.NEVER,
            "Where an API key is taken without TLS: nowhere, or from programs on this machine.");
    private static final Setting<SubmissionRules.Refused> SUPPRESSED = Kinds.choice(
            "submission.suppressed",
            SubmissionRules.Refused.class,
            SubmissionRules.Refused.REFUSE,
            "What happens to a recipient that bounced before, or has unsubscribed: refused with 550, or taken and"
                    + " recorded as not sent.");
    private static final Setting<List<FromDomain>> FROM_DOMAINS = Kinds.list(
            "submission.from-domains",
            10_000,
            "texts like \"1 example.com\"",
            "Which account (its number) may write from which domain and those below; no other account may then. An"
                    + " account that is not named may write from every domain that is not named.",
            FromDomain::parse);
    private static final Setting<Duration> KEPT_FOR = Kinds.duration(
            "submission.kept-for",
            Duration.ofHours(1),
            Duration.ofDays(3650),
            Duration.ofDays(7),
            "How long a mail itself is kept once all its messages have come to an end.");
    private static final Setting<Optional<Path>> TLS_CERTIFICATE = Kinds.file(
            "submission.tls-certificate",
            "Certificate chain in PEM with which STARTTLS is offered; empty means the one for returned mail.");
    private static final Setting<Optional<Path>> TLS_KEY =
            Kinds.file("submission.tls-key", "Its private key in PEM (PKCS #8, without password).");

    static final List<Setting<?>> ALL = List.of(
            LISTEN,
            MESSAGE_OCTETS_MAX,
            CONNECTIONS_MAX,
            CONNECTIONS_PER_PEER_MAX,
            MESSAGES_PER_MINUTE_MAX,
            LOGIN_IN_CLEAR,
            SUPPRESSED,
            FROM_DOMAINS,
            KEPT_FOR,
            TLS_CERTIFICATE,
            TLS_KEY);

    static SubmissionSettings from(Values values) {
        return new SubmissionSettings(
                values.get(LISTEN),
                values.get(MESSAGE_OCTETS_MAX),
                values.get(CONNECTIONS_MAX),
                values.get(CONNECTIONS_PER_PEER_MAX),
                values.get(MESSAGES_PER_MINUTE_MAX),
                values.get(LOGIN_IN_CLEAR),
                values.get(SUPPRESSED),
                values.get(FROM_DOMAINS),
                values.get(KEPT_FOR),
                Tls.of(values, TLS_CERTIFICATE, TLS_KEY));
    }

    /** The same where a rehearsal listens: on loopback, in clear. */
    public SubmissionSettings forRehearsal(int port) {
        return new SubmissionSettings(
                Optional.of(new Listen("127.0.0.1", port)),
                messageOctetsMax,
                connectionsMax,
                connectionsPerPeerMax,
                messagesPerMinuteMax,
                LoginInClear.LOOPBACK,
                suppressed,
                fromDomains,
                keptFor,
                tls);
    }

    /** What programs may do. */
    public SubmissionRules rules() {
        Map<AccountId, List<String>> byAccount = fromDomains.stream()
                .collect(Collectors.groupingBy(
                        FromDomain::account, Collectors.mapping(FromDomain::domain, Collectors.toList())));
        return new SubmissionRules(suppressed, byAccount);
    }
}
