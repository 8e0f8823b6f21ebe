package dev.rebound.engine.delivery;

import dev.rebound.core.smtp.SmtpCommand;
import dev.rebound.core.smtp.SmtpReply;
import dev.rebound.engine.ledger.TlsDemand;
import dev.rebound.engine.ledger.TlsState;
import java.time.Instant;
import java.util.Optional;

/** What came of one attempt. */
public sealed interface AttemptOutcome {

    /** Something was tried. */
    sealed interface Made extends AttemptOutcome {}

    /**
     * Nothing was tried: the addresses that the message may leave from are being warmed up, and have taken as much to its
     * destination as they may. Says nothing about the recipient.
     *
     * @param until when one of them may take more
     */
    record Withheld(Instant until) implements AttemptOutcome {}

    /**
     * The server's complete reply decided: positive to {@link SmtpCommand#END_OF_DATA} is a delivery,
     * anything negative to any command a refusal.
     *
     * @param remoteMta host name of the server, lower case
     * @param remoteAddress its IP address as text
     * @param sentFrom our own IP address as text, if there was a connection from one
     * @param tls how the dialogue was protected
     */
    record Replied(
            SmtpReply reply,
            SmtpCommand command,
            String remoteMta,
            String remoteAddress,
            Optional<String> sentFrom,
            TlsState tls)
            implements Made {

        /** Where our own address does not matter. */
        public Replied(SmtpReply reply, SmtpCommand command, String remoteMta, String remoteAddress, TlsState tls) {
            this(reply, command, remoteMta, remoteAddress, Optional.empty(), tls);
        }

        /** The server took responsibility for the message. */
        public boolean delivered() {
            return command == SmtpCommand.END_OF_DATA && reply.isPositive();
        }

        /** The same, where so much protection was asked for. */
        public Replied meeting(TlsDemand demand) {
            return new Replied(reply, command, remoteMta, remoteAddress, sentFrom, tls.meeting(demand));
        }
    }

    /**
     * No complete reply was had.
     *
     * @param detail what happened, in English, for the postmaster; no address in it
     * @param remoteMta the last server tried
     * @param command what we waited for an answer to
     * @param maybeAccepted the connection was lost after the end of data was sent: the server may have
     *     taken the message although we never read its reply
     */
    record Failed(
            NetworkFailure failure,
            String detail,
            Optional<String> remoteMta,
            Optional<SmtpCommand> command,
            boolean maybeAccepted)
            implements Made {}
}
