package dev.rebound.transport.smtp;

import dev.rebound.core.smtp.SmtpCommand;
import dev.rebound.core.smtp.SmtpReply;
import dev.rebound.engine.delivery.AttemptOutcome;
import dev.rebound.engine.delivery.MailTransport.AttemptProgress;
import dev.rebound.engine.delivery.NetworkFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The dialogue for one content on an open connection: MAIL, RCPT for each recipient, DATA, text, dot; or
 * BDAT instead of the last three where the server takes chunks (RFC 3030).
 *
 * <p>Where the server offers PIPELINING the commands leave in one packet and their replies are read in
 * order (RFC 2920); the text follows only once a recipient has been accepted, so a server never gets a
 * message whose recipients it refused. A recipient's first refusal is its answer; that a server then
 * hangs up does not change it. Recipients that were accepted share the reply to the text.
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
    private final boolean pipelining;
    private final boolean chunking;
    private final Map<String, Answer> answers = new LinkedHashMap<>();
    /** Recipients that the server took, and no more has been said about. */
    private final List<String> accepted = new ArrayList<>();

    private boolean handingOver;

    Transaction(SmtpConnection connection, String host, Mail mail, AttemptProgress progress) {
        this.connection = connection;
        this.host = host;
        this.mail = mail;
        this.progress = progress;
        this.pipelining = connection.capabilities().pipelining();
        this.chunking = connection.capabilities().chunking();
    }

    /**
     * What came of it for one recipient.
     *
     * @param answered the server spoke about this message, or may have it: no other server is to be tried
     */
    record Answer(AttemptOutcome outcome, boolean answered) {}

    /**
     * What came of it.
     *
     * @param answers for every recipient
     * @param reusable the connection is good for another message
     */
    record Result(Map<String, Answer> answers, boolean reusable) {

        /** The same for all of them. */
        static Result forAll(Mail mail, Answer answer, boolean reusable) {
            Map<String, Answer> answers = new LinkedHashMap<>();
            mail.forwardPaths().forEach(path -> answers.put(path, answer));
            return new Result(answers, reusable);
        }

        /** Recipients that another connection, or another server, may still have an answer for. */
        List<String> open() {
            return answers.entrySet().stream()
                    .filter(entry -> !entry.getValue().answered())
                    .map(Map.Entry::getKey)
                    .toList();
        }

        /** With what a later try had to say. */
        Result then(Result later) {
            Map<String, Answer> all = new LinkedHashMap<>(answers);
            all.putAll(later.answers());
            return new Result(all, later.reusable());
        }
    }

    Result run() {
        connection.count();
        if (mail.utf8() && !connection.capabilities().smtpUtf8()) {
            return Result.forAll(mail, new Answer(noSmtpUtf8(), false), true);
        }
        boolean reusable;
        try {
            reusable = converse();
        } catch (PeerFailure e) {
            answerRest(new Answer(failed(e), handingOver));
            reusable = false;
        }
        return new Result(answers, reusable);
    }

    private AttemptOutcome noSmtpUtf8() {
        return new AttemptOutcome.Failed(
                NetworkFailure.PROTOCOL_ERROR,
                "the server does not take addresses with letters beyond ASCII (SMTPUTF8)",
                Optional.of(host),
                Optional.of(SmtpCommand.MAIL),
                false);
    }

    /** Whoever has no answer yet gets this one. */
    private void answerRest(Answer answer) {
        mail.forwardPaths().forEach(path -> answers.putIfAbsent(path, answer));
    }

    private record Step(SmtpCommand command, String line, String forwardPath) {

        Step(SmtpCommand command, String line) {
            this(command, line, "");
        }
    }

    private List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        if (connection.transactionOpen()) {
            steps.add(new Step(SmtpCommand.RSET, "RSET"));
        }
        steps.add(new Step(SmtpCommand.MAIL, "MAIL FROM:<" + mail.reversePath() + ">" + parameters()));
        for (String path : mail.forwardPaths()) {
            steps.add(new Step(SmtpCommand.RCPT, "RCPT TO:<" + path + ">", path));
        }
        if (!chunking) {
            steps.add(new Step(SmtpCommand.DATA, "DATA"));
        }
        return steps;
    }

    /** Content with 8 bits goes even where 8BITMIME is not offered: no server in use strips the eighth. */
    private String parameters() {
        Capabilities offered = connection.capabilities();
        StringBuilder parameters = new StringBuilder();
        if (offered.size()) {
            parameters.append(" SIZE=").append(mail.content().octets());
        }
        if (offered.eightBitMime() && mail.content().eightBit()) {
            parameters.append(" BODY=8BITMIME");
        }
        if (mail.utf8()) {
            parameters.append(" SMTPUTF8");
        }
        return parameters.toString();
    }

    /** Whether the connection can be used on. */
    private boolean converse() throws PeerFailure {
        List<Step> steps = steps();
        if (pipelining) {
            StringBuilder lines = new StringBuilder();
            steps.forEach(step -> lines.append(step.line()).append("\r\n"));
            connection.send(SmtpCommand.MAIL, lines.toString());
        }
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (step.command() == SmtpCommand.DATA && accepted.isEmpty()) {
                return !pipelining || drain(steps.subList(i, steps.size()));
            }
            SmtpReply reply =
                    pipelining ? connection.read(step.command()) : connection.ask(step.command(), step.line());
            if (goesOn(step.command(), reply)) {
                connection.transactionOpen(step.command() != SmtpCommand.RSET);
                if (step.command() == SmtpCommand.RCPT) {
                    accepted.add(step.forwardPath());
                }
            } else if (step.command() == SmtpCommand.RCPT && reply.code() != CLOSING) {
                answers.put(step.forwardPath(), replied(reply, step.command()));
            } else {
                answerRest(replied(reply, step.command()));
                boolean clean = reply.code() != CLOSING && step.command() != SmtpCommand.RSET;
                return clean && (!pipelining || drain(steps.subList(i + 1, steps.size())));
            }
        }
        return accepted.isEmpty() || handOver();
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

    private boolean handOver() throws PeerFailure {
        Runnable beforeLast = () -> {
            handingOver = true;
            progress.beforeEndOfData();
        };
        SmtpReply reply;
        boolean whole = true;
        try {
            if (chunking) {
                connection.sendChunk(mail.content(), beforeLast);
            } else {
                connection.sendContent(mail.content(), beforeLast);
            }
            reply = connection.read(SmtpCommand.END_OF_DATA);
        } catch (PeerFailure e) {
            reply = earlyRefusal(e);
            whole = false;
        }
        connection.transactionOpen(false);
        if (reply.isIntermediate()) {
            throw new PeerFailure(
                    NetworkFailure.PROTOCOL_ERROR, SmtpCommand.END_OF_DATA, "reply " + reply.code() + " after the dot");
        }
        answerRest(replied(reply, SmtpCommand.END_OF_DATA));
        return whole && reply.code() != CLOSING;
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
        return reply;
    }

    private Answer replied(SmtpReply reply, SmtpCommand command) {
        AttemptOutcome outcome = new AttemptOutcome.Replied(
                reply,
                command,
                host,
                connection.remoteAddress(),
                Optional.of(connection.localAddress()),
                connection.tlsState());
        boolean aboutTheMessage =
                command == SmtpCommand.END_OF_DATA || (command != SmtpCommand.RSET && reply.code() != CLOSING);
        return new Answer(outcome, aboutTheMessage);
    }

    private AttemptOutcome failed(PeerFailure e) {
        return new AttemptOutcome.Failed(
                e.failure(), e.detail(), Optional.of(host), Optional.of(e.command()), handingOver);
    }
}
