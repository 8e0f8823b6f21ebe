package dev.rebound.transport.server;

import dev.rebound.core.smtp.SmtpReply;
import dev.rebound.engine.intake.IntakeBusyException;
import dev.rebound.engine.intake.ReturnedMail;
import dev.rebound.engine.intake.ReturnedMailDesk;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The SMTP server that mail comes back to. A recipient without a valid token is refused at {@code RCPT},
 * so that forged reports and backscatter cost us one line and are answered by no mail of ours. The end of
 * data is answered 250 only once the message is committed and synced, 451 if it could not be, and then
 * the client keeps it. Thread-safe.
 */
public final class ReturnedMailServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReturnedMailServer.class);
    /** A commit that takes longer has failed for the client, which comes again. */
    private static final Duration COMMIT_TIME = Duration.ofMinutes(2);

    private final SmtpServer server;

    private ReturnedMailServer(SmtpServer server) {
        this.server = server;
    }

    /**
     * Listens from now until {@link #close}.
     *
     * @param clock stamps what is received
     * @throws CannotListenException if the port is taken or not ours to take
     */
    public static ReturnedMailServer start(SmtpServerSettings settings, ReturnedMailDesk desk, InstantSource clock) {
        PeerRates rates = new PeerRates(settings.limits().messagesPerMinuteMax());
        return new ReturnedMailServer(SmtpServer.start(settings, peer -> new Intake(desk, rates, clock, peer)));
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
    private record Intake(ReturnedMailDesk desk, PeerRates rates, InstantSource clock, String peer)
            implements Acceptance {

        /** Reports come from the null sender; auto-replies and odd mailers from anybody. */
        @Override
        public SmtpReply mail(String reversePath) {
            return rates.admits(peer, System.nanoTime())
                    ? SmtpReply.of(250, "2.1.0 OK")
                    : SmtpReply.of(450, "4.7.1 Too many messages from your address in a minute, try again later");
        }

        @Override
        public SmtpReply recipient(String forwardPath) {
            return switch (desk.check(forwardPath)) {
                case ACCEPTED -> SmtpReply.of(250, "2.1.5 OK");
                case NOT_OUR_DOMAIN -> SmtpReply.of(550, "5.7.1 We do not relay mail");
                case UNKNOWN_OR_FORGED -> SmtpReply.of(550, "5.1.1 No such mailbox here");
                case EXPIRED -> SmtpReply.of(550, "5.1.1 This return path is no longer in use");
            };
        }

        @Override
        public SmtpReply message(ReceivedMessage message) {
            ReturnedMail mail = new ReturnedMail(
                    message.reversePath(), message.recipients(), message.content(), peer, clock.instant());
            try {
                desk.take(mail).get(COMMIT_TIME.toMillis(), TimeUnit.MILLISECONDS);
                return SmtpReply.of(250, "2.0.0 Kept");
            } catch (ExecutionException e) {
                if (e.getCause() instanceof IntakeBusyException) {
                    return SmtpReply.of(452, "4.3.1 Too many reports for one account at a time, try again later");
                }
                LOG.error("returned mail not kept peer={} bytes={}", peer, message.content().length, e);
            } catch (TimeoutException e) {
                LOG.error("returned mail not kept peer={} bytes={}", peer, message.content().length, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return SmtpReply.of(451, "4.3.0 Could not keep the message, try again later");
        }
    }
}
