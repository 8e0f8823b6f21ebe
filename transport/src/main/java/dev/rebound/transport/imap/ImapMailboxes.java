package dev.rebound.transport.imap;

import dev.rebound.engine.inbox.MailEndpoint;
import dev.rebound.engine.inbox.MailEndpoint.Protection;
import dev.rebound.engine.inbox.MailTrouble;
import dev.rebound.engine.inbox.MailTrouble.Kind;
import dev.rebound.engine.inbox.Mailboxes;
import dev.rebound.engine.inbox.SignIn;
import dev.rebound.transport.imap.ImapWire.Answer;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Mailboxes by IMAP4rev1 (RFC 3501). Ours and not Angus Mail's, because what one idle mailbox costs decides how many fit into a
 * process, and because every size a server states is held against a bound (ADR 32). Thread-safe.
 *
 * <p>A secret goes over TLS whose certificate is valid for the host, or to this machine; nowhere else.
 */
public final class ImapMailboxes implements Mailboxes {

    private final MailSockets sockets;
    private final Settings settings;

    /**
     * How servers are treated.
     *
     * @param patience for one whole answer
     * @param pollEvery how often a server without {@code IDLE} is asked
     */
    public record Settings(Duration patience, Duration pollEvery) {

        /** What servers in general bear. */
        public static final Settings STANDARD = new Settings(Duration.ofSeconds(60), Duration.ofMinutes(1));
    }

    public ImapMailboxes(MailSockets sockets, Settings settings) {
        this.sockets = sockets;
        this.settings = settings;
    }

    @Override
    public Opened open(MailEndpoint server, SignIn signIn) {
        return switch (enter(server, signIn)) {
            case Entered.Not(MailTrouble trouble) -> new Opened.Failed(trouble);
            case Entered.In(ImapWire wire, Set<String> offered) -> {
                try {
                    yield new Opened.Ready(new ImapMailbox(wire, offered, settings.pollEvery()));
                } catch (MailboxLostException e) {
                    yield new Opened.Failed(e.trouble());
                }
            }
        };
    }

    /** What came of signing in. */
    sealed interface Entered {

        /**
         * Signed in; no folder is open.
         *
         * @param offered what the server can do, upper case
         */
        record In(ImapWire wire, Set<String> offered) implements Entered {}

        /** Not, and why. */
        record Not(MailTrouble trouble) implements Entered {}
    }

    /** Connects and signs in. */
    Entered enter(MailEndpoint server, SignIn signIn) {
        Socket socket;
        try {
            socket = sockets.connect(server);
        } catch (MailSockets.NotConnectedException e) {
            return failed(e.kind(), e.getMessage());
        }
        try {
            return new Opening(new ImapWire(socket, settings.patience()), server, signIn).open();
        } catch (MailboxLostException e) {
            close(socket);
            return new Entered.Not(e.trouble());
        } catch (MailSockets.NotConnectedException e) {
            close(socket);
            return failed(e.kind(), e.getMessage());
        } catch (IOException e) {
            close(socket);
            return failed(Kind.CONNECTION_LOST, e.getMessage());
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // it is closed either way
        }
    }

    private static Entered failed(Kind kind, @Nullable String words) {
        return new Entered.Not(new MailTrouble(kind, MailTrouble.Side.IMAP, String.valueOf(words)));
    }

    /** From the greeting to the moment when folders can be opened. */
    private final class Opening {

        private ImapWire wire;
        private final MailEndpoint server;
        private final SignIn signIn;
        private boolean secured;

        Opening(ImapWire wire, MailEndpoint server, SignIn signIn) {
            this.wire = wire;
            this.server = server;
            this.signIn = signIn;
            this.secured = server.protection() == Protection.TLS;
        }

        Entered open() throws MailboxLostException, MailSockets.NotConnectedException, IOException {
            ImapResponse.Status greeting = wire.greeting();
            if (!greeting.condition().equals("OK")) {
                wire.close();
                return failed(ProviderWords.meaningOf(greeting.text()).orElse(Kind.REFUSED), greeting.text());
            }
            Set<String> offered = capabilities();
            if (server.protection() == Protection.STARTTLS) {
                if (!offered.contains("STARTTLS") || !wire.ask("STARTTLS").isOk()) {
                    wire.close();
                    return failed(Kind.TLS_FAILED, "the server does not offer STARTTLS");
                }
                // A new connection object: what came in clear behind the answer is not said inside TLS (RFC 3501,
                // section 6.2.1).
                wire = new ImapWire(sockets.secure(wire.socket(), server), settings.patience());
                secured = true;
                offered = capabilities();
            }
            if (!secured && !wire.socket().getInetAddress().isLoopbackAddress()) {
                wire.close();
                return failed(Kind.TLS_FAILED, "a secret does not leave this machine in clear");
            }
            Answer answer = signIn(offered);
            if (!answer.isOk()) {
                wire.close();
                return refused(answer);
            }
            return new Entered.In(wire, capabilities());
        }

        private Entered refused(Answer answer) {
            String words = answer.status().text();
            Optional<Kind> meaning = ProviderWords.meaningOf(words);
            // A word that is not known is taken for what is most frequent: a wrong secret.
            boolean consent = signIn instanceof SignIn.OAuth
                    && meaning.filter(kind -> kind != Kind.WRONG_PASSWORD).isEmpty();
            return failed(consent ? Kind.CONSENT_REVOKED : meaning.orElse(Kind.WRONG_PASSWORD), words);
        }

        private Set<String> capabilities() throws MailboxLostException {
            return wire.ask("CAPABILITY").data().stream()
                    .filter(data -> data.word(0).equals("CAPABILITY"))
                    .flatMap(data -> data.items().stream())
                    .map(item -> item.word().toUpperCase(Locale.ROOT))
                    .collect(Collectors.toUnmodifiableSet());
        }

        private Answer signIn(Set<String> offered) throws MailboxLostException {
            return switch (signIn) {
                case SignIn.Password(String user, String password) ->
                    offered.contains("AUTH=PLAIN")
                            ? authenticate("PLAIN", "\0" + user + "\0" + password, offered)
                            : wire.ask("LOGIN " + quoted(user) + " " + quoted(password));
                case SignIn.OAuth oauth ->
                    authenticate(
                            "XOAUTH2",
                            "user=" + oauth.user() + "\u0001auth=Bearer " + oauth.accessToken() + "\u0001\u0001",
                            offered);
            };
        }

        private Answer authenticate(String mechanism, String secret, Set<String> offered) throws MailboxLostException {
            String initial = Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
            return offered.contains("SASL-IR")
                    ? wire.ask("AUTHENTICATE " + mechanism + " " + initial)
                    : wire.ask("AUTHENTICATE " + mechanism, initial);
        }

        private static String quoted(String text) {
            return Arrays.stream(text.split("", -1))
                    .map(c -> c.equals("\"") || c.equals("\\") ? "\\" + c : c)
                    .filter(c -> !c.equals("\r") && !c.equals("\n"))
                    .collect(Collectors.joining("", "\"", "\""));
        }
    }
}
