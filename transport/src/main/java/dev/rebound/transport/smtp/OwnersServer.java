package dev.rebound.transport.smtp;

import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.engine.delivery.AttemptOutcome;
import dev.rebound.engine.delivery.MessageContent;
import dev.rebound.engine.delivery.NetworkFailure;
import dev.rebound.engine.inbox.MailEndpoint;
import dev.rebound.engine.inbox.MailSubmission;
import dev.rebound.engine.inbox.MailTrouble;
import dev.rebound.engine.inbox.MailTrouble.Kind;
import dev.rebound.engine.inbox.SignIn;
import dev.rebound.transport.dns.MailRouter;
import dev.rebound.transport.dns.NameQuestions;
import dev.rebound.transport.dns.NameQuestions.Addresses;
import dev.rebound.transport.imap.ProviderWords;
import dev.rebound.transport.smtp.SmtpClientSettings.TlsUse;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * Hands mail to the server of an inbox's owner (RFC 6409): one connection a message, because people do not write many. The name is
 * resolved once and only addresses that we may connect to are used; a secret goes to a server that its certificate proves, or to
 * this machine. Thread-safe.
 */
public final class OwnersServer implements MailSubmission, AutoCloseable {

    private final NameQuestions dns;
    private final SmtpClientSettings settings;
    private final PeerCertificates certificates;
    private final Alarm alarm = new Alarm();

    public OwnersServer(NameQuestions dns, SmtpClientSettings settings, PeerCertificates certificates) {
        this.dns = dns;
        this.settings = settings;
        this.certificates = certificates;
    }

    @Override
    public Optional<MailTrouble> test(MailEndpoint server, SignIn signIn) {
        return switch (open(server, signIn)) {
            case Reached.Ready(SmtpConnection connection) -> {
                connection.close();
                yield Optional.empty();
            }
            case Reached.Not(MailTrouble trouble) -> Optional.of(trouble);
        };
    }

    @Override
    public Handed hand(MailEndpoint server, SignIn signIn, Letter letter) {
        return switch (open(server, signIn)) {
            case Reached.Not(MailTrouble trouble) -> new Handed.NotHanded(trouble);
            case Reached.Ready(SmtpConnection connection) -> {
                Mail mail = Mail.of(letter.from(), List.of(letter.to()), new MessageContent.Given(letter.content()));
                Transaction.Answer answer = new Transaction(connection, server.host(), mail, () -> {})
                        .run()
                        .answers()
                        .values()
                        .iterator()
                        .next();
                connection.close();
                yield handed(answer.outcome());
            }
        };
    }

    private static Handed handed(AttemptOutcome outcome) {
        return switch (outcome) {
            case AttemptOutcome.Replied replied -> {
                Diagnostic said = Diagnostic.of(replied.reply(), replied.command(), replied.remoteMta());
                if (replied.delivered()) {
                    yield new Handed.Taken(said);
                }
                yield isAboutTheMessage(replied)
                        ? new Handed.Refused(said)
                        : new Handed.NotHanded(
                                trouble(ProviderWords.meaningOf(said.text()).orElse(Kind.REFUSED), said.text()));
            }
            case AttemptOutcome.Failed failed -> {
                MailTrouble trouble = trouble(kindOf(failed.failure(), failed.detail()), failed.detail());
                yield failed.maybeAccepted() ? new Handed.Unclear(trouble) : new Handed.NotHanded(trouble);
            }
            case AttemptOutcome.Withheld ignored -> throw new IllegalStateException("nothing is warmed up here");
        };
    }

    /** A reply to {@code MAIL} is about whoever sends, and 421 about nobody (RFC 5321, section 3.8). */
    private static boolean isAboutTheMessage(AttemptOutcome.Replied replied) {
        return replied.reply().code() != Transaction.CLOSING
                && switch (replied.command()) {
                    case RCPT, DATA, END_OF_DATA -> true;
                    case CONNECT, EHLO, STARTTLS, AUTH, MAIL, RSET, QUIT -> false;
                };
    }

    /** What came of connecting. */
    private sealed interface Reached {

        record Ready(SmtpConnection connection) implements Reached {}

        record Not(MailTrouble trouble) implements Reached {}
    }

    private Reached open(MailEndpoint server, SignIn signIn) {
        return switch (dns.addresses(server.host())) {
            case Addresses.None(String why) ->
                new Reached.Not(
                        trouble(why.contains("must not connect") ? Kind.FORBIDDEN_HOST : Kind.NO_SUCH_HOST, why));
            case Addresses.At(List<InetAddress> addresses) -> first(addresses, server, signIn);
        };
    }

    private Reached first(List<InetAddress> addresses, MailEndpoint server, SignIn signIn) {
        Opening opening = new Opening(settings, parts(signIn), alarm);
        Reached last = new Reached.Not(trouble(Kind.NO_SUCH_HOST, server.host()));
        for (InetAddress address : addresses) {
            Way way = new Way(new InetSocketAddress(address, server.port()), Optional.empty());
            Opening.Opened opened = switch (server.protection()) {
                case TLS -> opening.openInTls(server.host(), way);
                case STARTTLS -> opening.open(server.host(), way, TlsUse.VERIFIED);
                case CLEAR -> opening.open(server.host(), way, TlsUse.OFF);
            };
            switch (opened) {
                case Opening.Opened.Ready(SmtpConnection connection) -> {
                    return new Reached.Ready(connection);
                }
                case Opening.Opened.Refused refused ->
                    last = new Reached.Not(trouble(
                            ProviderWords.meaningOf(refused.reply().wireText()).orElse(Kind.REFUSED),
                            refused.reply().wireText()));
                case Opening.Opened.Failed(PeerFailure failure) ->
                    last = new Reached.Not(trouble(kindOf(failure.failure(), failure.detail()), failure.detail()));
            }
        }
        return last;
    }

    private SmtpClientParts parts(SignIn signIn) {
        Login login = switch (signIn) {
            case SignIn.Password(String user, String password) -> new Login.Password(user, () -> password, false);
            case SignIn.OAuth oauth -> new Login.AccessToken(oauth.user(), oauth::accessToken, false);
        };
        return new SmtpClientParts(
                NO_ROUTES,
                TlsPolicy.always(TlsUse.VERIFIED),
                SendingPool.Chooser.always(SendingPool.SYSTEM),
                Optional.of(login),
                certificates);
    }

    /** The way is known before. */
    private static final MailRouter NO_ROUTES = new MailRouter() {
        @Override
        public Route route(String domain) {
            throw new IllegalStateException("the owner's server is no mail exchanger");
        }

        @Override
        public Targets targets(MailHost host) {
            throw new IllegalStateException("the owner's server is no mail exchanger");
        }
    };

    private static MailTrouble trouble(Kind kind, String words) {
        return new MailTrouble(kind, MailTrouble.Side.SMTP, words);
    }

    private static Kind kindOf(NetworkFailure failure, String detail) {
        return switch (failure) {
            case NO_SUCH_DOMAIN, NULL_MX, DNS_TROUBLE -> Kind.NO_SUCH_HOST;
            case CONNECTION_REFUSED -> Kind.REFUSED_CONNECTION;
            case CONNECTION_TIMED_OUT, UNREACHABLE -> Kind.BLOCKED_PORT;
            case CONNECTION_LOST -> Kind.CONNECTION_LOST;
            case REPLY_TIMED_OUT -> Kind.NO_ANSWER;
            case TLS_FAILED -> detail.contains("certificate") ? Kind.WRONG_CERTIFICATE : Kind.TLS_FAILED;
            case NOT_AUTHENTICATED ->
                detail.contains("not proven")
                        ? Kind.WRONG_CERTIFICATE
                        : ProviderWords.meaningOf(detail).orElse(Kind.WRONG_PASSWORD);
            case PROTOCOL_ERROR, LOOPS_BACK, INTERNAL_ERROR -> Kind.NOT_UNDERSTOOD;
        };
    }

    @Override
    public void close() {
        alarm.close();
    }
}
