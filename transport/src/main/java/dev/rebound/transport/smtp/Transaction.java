package dev.rebound.transport.smtp;

import dev.rebound.core.smtp.SmtpCommand;
import dev.rebound.core.smtp.SmtpReply;
import dev.rebound.engine.delivery.AttemptOutcome;
import dev.rebound.engine.delivery.MailTransport.AttemptProgress;
import dev.rebound.engine.delivery.NetworkFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The dialogue for one message on an open connection: MAIL, RCPT, DATA, text, dot.
 *
 * <p>Where the server offers PIPELINING the three commands leave in one packet and their replies are read
 * in order (RFC 2920); the text follows only after its 354, so a server never gets a message whose
 * recipient it refused. The first refusal is the answer; that a server then hangs up does not change it.
 */
final class Transaction {

    /** The server closes the connection; says nothing about the message (RFC 5321, section 3.8). */
    static final int CLOSING = 421;

    /** How long we look for the reply of a server that stopped taking the message. */
    private static final Duration EARLY_REPLY_TIME = Duration.ofSeconds(1);

    private final SmtpConnection connection;
    private final String host;
    private final Mail mail;
    private final AttemptProgress progress;
    private boolean handingOver;

    Transaction(SmtpConnection connection, String host, Mail mail, AttemptProgress progress) {
        this.connection = connection;
        this.host = host;
        this.mail = mail;
        this.progress = progress;
    }

    /**
     * What came of it.
     *
     * @param answered the server spoke about this message, or may have it: no other server is to be tried
     * @param reusable the connection is good for another message
     */
    record Result(AttemptOutcome outcome, boolean answered, boolean reusable) {}

    private record Step(SmtpCommand command, String line) {}

    Result run() {
        connection.count();
        if (mail.utf8() && !connection.capabilities().smtpUtf8()) {
            return new Result(noSmtpUtf8(), false, true);
        }
        try {
            return converse(steps());
        } catch (PeerFailure e) {
            return new Result(failed(e), handingOver, false);
        }
    }

    private AttemptOutcome noSmtpUtf8() {
        return new AttemptOutcome.Failed(
                NetworkFailure.PROTOCOL_ERROR,
                "the server does not take addresses with letters beyond ASCII (SMTPUTF8)",
                Optional.of(host),
                Optional.of(SmtpCommand.MAIL),
                false);
    }

    private List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        if (connection.transactionOpen()) {
            steps.add(new Step(SmtpCommand.RSET, "RSET"));
        }
        steps.add(new Step(SmtpCommand.MAIL, "MAIL FROM:<" + mail.reversePath() + ">" + parameters()));
        steps.add(new Step(SmtpCommand.RCPT, "RCPT TO:<" + mail.forwardPath() + ">"));
        steps.add(new Step(SmtpCommand.DATA, "DATA"));
        return steps;
    }

    /** Content with 8 bits goes even where 8BITMIME is not offered: no server in use strips the eighth. */
    private String parameters() {
        Capabilities offered = connection.capabilities();
        StringBuilder parameters = new StringBuilder();
        if (offered.size()) {
            parameters.append(" SIZE=").append(mail.content().length);
        }
        if (offered.eightBitMime() && mail.eightBit()) {
            parameters.append(" BODY=8BITMIME");
        }
        if (mail.utf8()) {
            parameters.append(" SMTPUTF8");
        }
        return parameters.toString();
    }

    private Result converse(List<Step> steps) throws PeerFailure {
        boolean pipelining = connection.capabilities().pipelining();
        if (pipelining) {
            connection.send(
                    SmtpCommand.MAIL,
                    steps.stream().map(step -> step.line() + "\r\n").collect(Collectors.joining()));
        }
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            SmtpReply reply =
                    pipelining ? connection.read(step.command()) : connection.ask(step.command(), step.line());
            if (!goesOn(step.command(), reply)) {
                boolean more = reply.code() != CLOSING;
                boolean clean = more && (!pipelining || drain(steps.subList(i + 1, steps.size())));
                return replied(reply, step.command(), clean);
            }
            connection.transactionOpen(step.command() != SmtpCommand.RSET);
        }
        return handOver();
    }

    private static boolean goesOn(SmtpCommand command, SmtpReply reply) throws PeerFailure {
        boolean data = command == SmtpCommand.DATA;
        if (data ? reply.isPositive() : reply.isIntermediate()) {
            throw new PeerFailure(
                    NetworkFailure.PROTOCOL_ERROR, command, "reply " + reply.code() + " does not answer " + command);
        }
        return data ? reply.isIntermediate() : reply.isPositive();
    }

    /**
     * Reads the replies to commands that went out together with the refused one. A server that asks for
     * text all the same gets none but the dot (RFC 2920, section 3.1).
     *
     * @return whether the connection can be used on
     */
    private boolean drain(List<Step> rest) {
        try {
            for (Step step : rest) {
                SmtpReply reply = connection.read(step.command());
                if (step.command() == SmtpCommand.DATA && reply.isIntermediate()) {
                    connection.send(SmtpCommand.END_OF_DATA, ".\r\n");
                    connection.read(SmtpCommand.END_OF_DATA);
                } else if (step.command() == SmtpCommand.DATA ? reply.isPositive() : reply.code() == CLOSING) {
                    return false;
                }
            }
            return true;
        } catch (PeerFailure e) {
            // The refusal has been read; what becomes of the connection does not change it.
            return false;
        }
    }

    private Result handOver() throws PeerFailure {
        SmtpReply reply;
        try {
            connection.sendContent(mail.content(), () -> {
                handingOver = true;
                progress.beforeEndOfData();
            });
            reply = connection.read(SmtpCommand.END_OF_DATA);
        } catch (PeerFailure e) {
            reply = earlyRefusal(e);
        }
        connection.transactionOpen(false);
        if (reply.isIntermediate()) {
            throw new PeerFailure(
                    NetworkFailure.PROTOCOL_ERROR, SmtpCommand.END_OF_DATA, "reply " + reply.code() + " after the dot");
        }
        return replied(reply, SmtpCommand.END_OF_DATA, reply.code() != CLOSING);
    }

    /** A server that has seen enough says so and stops reading; its words may still be on the wire. */
    private SmtpReply earlyRefusal(PeerFailure failure) throws PeerFailure {
        if (failure.failure() != NetworkFailure.CONNECTION_LOST) {
            throw failure;
        }
        SmtpReply reply;
        try {
            reply = connection.read(SmtpCommand.END_OF_DATA, EARLY_REPLY_TIME);
        } catch (PeerFailure nothingThere) {
            throw failure;
        }
        if (reply.isPositive()) {
            throw failure;
        }
        connection.abandon();
        return reply;
    }

    private Result replied(SmtpReply reply, SmtpCommand command, boolean reusable) {
        AttemptOutcome outcome =
                new AttemptOutcome.Replied(reply, command, host, connection.remoteAddress(), connection.tls());
        boolean aboutTheMessage =
                command == SmtpCommand.END_OF_DATA || (command != SmtpCommand.RSET && reply.code() != CLOSING);
        return new Result(outcome, aboutTheMessage, reusable && command != SmtpCommand.RSET);
    }

    private AttemptOutcome failed(PeerFailure e) {
        return new AttemptOutcome.Failed(
                e.failure(), e.detail(), Optional.of(host), Optional.of(e.command()), handingOver);
    }
}
