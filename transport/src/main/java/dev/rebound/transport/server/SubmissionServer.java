package dev.rebound.transport.server;

import dev.rebound.core.address.AddressProblem;
import dev.rebound.core.address.AddressReader;
import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.core.smtp.SmtpReply;
import dev.rebound.engine.submission.SubmissionDesk;
import dev.rebound.engine.submission.SubmissionDesk.SignIn;
import dev.rebound.engine.submission.SubmittedMail;
import dev.rebound.engine.submission.Submitter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The SMTP server that programs hand mail over to (RFC 6409). Nothing is taken from anybody who has not signed in. A
 * recipient that may not be sent to is refused at {@code RCPT}, in words that say why; the end of data is answered
 * 250 only once every recipient's message is committed and synced. Thread-safe.
 */
public final class SubmissionServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SubmissionServer.class);
    /** A commit that takes longer has failed for the client, which comes again. */
    private static final Duration COMMIT_TIME = Duration.ofMinutes(2);

    private final SmtpServer server;

    private SubmissionServer(SmtpServer server) {
        this.server = server;
    }

    /** Where secrets are taken without TLS. */
    public enum LoginInClear {
        NEVER,
        /** From clients on this machine. */
        LOOPBACK
    }

    /** What all connections share. */
    private record Shared(
            SmtpServerSettings settings,
            SubmissionDesk desk,
            PeerRates rates,
            LoginInClear inClear,
            InstantSource clock) {}

    /**
     * Listens from now until {@link #close}.
     *
     * @param clock stamps what is received
     * @throws CannotListenException if the port is taken or not ours to take
     */
    public static SubmissionServer start(
            SmtpServerSettings settings, SubmissionDesk desk, LoginInClear inClear, InstantSource clock) {
        PeerRates rates = new PeerRates(settings.limits().messagesPerMinuteMax());
        Shared shared = new Shared(settings, desk, rates, inClear, clock);
        return new SubmissionServer(SmtpServer.start(settings, peer -> new Connection(shared, peer)));
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return server.address();
    }

    /** Stops as {@link SmtpServer#close} says. */
    @Override
    public void close() {
        server.close();
    }

    /** One connection's decisions. */
    private static final class Connection implements Acceptance, Acceptance.Login {

        private final Shared shared;
        private final String peer;
        private Optional<Submitter> submitter = Optional.empty();

        Connection(Shared shared, String peer) {
            this.shared = shared;
            this.peer = peer;
        }

        @Override
        public Optional<Login> login() {
            return Optional.of(this);
        }

        @Override
        public boolean isOffered(boolean tls) {
            return tls || (shared.inClear() == LoginInClear.LOOPBACK && isLoopback());
        }

        private boolean isLoopback() {
            return InetAddress.ofLiteral(peer).isLoopbackAddress();
        }

        /** The secret itself is never logged, nor the name: people paste the one into the other. */
        @Override
        public SmtpReply signIn(String user, String secret) {
            return switch (shared.desk().signIn(user, secret, peer)) {
                case SignIn.Granted(Submitter granted) -> {
                    submitter = Optional.of(granted);
                    yield SmtpReply.of(235, "2.7.0 Signed in");
                }
                case SignIn.Wrong() -> {
                    LOG.info("smtp submission login refused peer={}", peer);
                    yield SmtpReply.of(535, "5.7.8 Wrong: the user is the account's number, the password an API key");
                }
                case SignIn.TooMany() -> {
                    LOG.warn("smtp submission login put off, too many wrong ones peer={}", peer);
                    yield SmtpReply.of(Dialogue.CLOSING, "4.7.0 Too many wrong logins, try again later");
                }
            };
        }

        /** Whatever sender is given: reports come back to a return path of ours. */
        @Override
        public SmtpReply mail(String reversePath) {
            return shared.rates().admits(peer, System.nanoTime())
                    ? SmtpReply.of(250, "2.1.0 OK")
                    : SmtpReply.of(450, "4.7.1 Too many messages from your address in a minute, try again later");
        }

        @Override
        public SmtpReply recipient(String forwardPath) {
            return switch (AddressReader.read(forwardPath)) {
                case AddressReader.Invalid(AddressProblem problem) ->
                    SmtpReply.of(553, "5.1.3 Not an address that mail can be sent to (" + problem + ")");
                case AddressReader.Valid(EmailAddress address) ->
                    shared.desk()
                            .refusalOf(submitter.orElseThrow(), address)
                            .map(Connection::refusal)
                            .orElseGet(() -> SmtpReply.of(250, "2.1.5 OK"));
            };
        }

        private static SmtpReply refusal(NotSentReason why) {
            return switch (why) {
                case PREVIOUSLY_BOUNCED ->
                    SmtpReply.of(550, "5.1.1 PREVIOUSLY_BOUNCED: mail to this address has bounced; unbounce it first");
                case GLOBALLY_BOUNCED ->
                    SmtpReply.of(550, "5.1.1 GLOBALLY_BOUNCED: this address bounces in every account");
                case UNSUBSCRIBED -> SmtpReply.of(550, "5.7.1 UNSUBSCRIBED: this contact does not want mail from you");
                case INVALID_ADDRESS -> SmtpReply.of(553, "5.1.3 INVALID_ADDRESS: mail cannot be sent to it");
                case QUARANTINED -> SmtpReply.of(550, "5.7.1 QUARANTINED: held back until somebody has looked at it");
                case CANCELLED -> SmtpReply.of(550, "5.7.1 CANCELLED: sending was cancelled");
            };
        }

        @Override
        public SmtpReply message(ReceivedMessage message) {
            List<EmailAddress> recipients = eachOnce(message.recipients());
            SubmittedText.Arrival arrival = new SubmittedText.Arrival(
                    shared.settings().hostName(), peer, shared.clock().instant());
            return switch (SubmittedText.read(message, recipients, arrival)) {
                case SubmittedText.Result.Refused(SmtpReply reply) -> reply;
                case SubmittedText.Result.Good(SubmittedMail mail) -> take(submitter.orElseThrow(), mail);
            };
        }

        /** Who was named twice gets it once. */
        private static List<EmailAddress> eachOnce(List<String> paths) {
            Map<String, EmailAddress> once = new LinkedHashMap<>();
            paths.stream()
                    .flatMap(path -> EmailAddress.parse(path).stream())
                    .forEach(address -> once.putIfAbsent(address.key().value(), address));
            return List.copyOf(once.values());
        }

        /** What a client wrote is repeated only if it is a plain name. */
        private static String named(String headerId) {
            return headerId.matches("<[!-;=?-~]{1,250}>") ? " as " + headerId : "";
        }

        private SmtpReply take(Submitter who, SubmittedMail mail) {
            if (!shared.desk().mayWriteFrom(who, mail.from())) {
                return SmtpReply.of(
                        550,
                        "5.7.1 This account may not write from "
                                + mail.from().key().domain());
            }
            try {
                shared.desk().take(who, mail).get(COMMIT_TIME.toMillis(), TimeUnit.MILLISECONDS);
                return SmtpReply.of(250, "2.0.0 Queued" + named(mail.headerId()));
            } catch (ExecutionException | TimeoutException e) {
                LOG.error("submitted mail not kept peer={} bytes={}", peer, mail.content().length, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return SmtpReply.of(451, "4.3.0 Could not keep the message, try again later");
        }
    }
}
