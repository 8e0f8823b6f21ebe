package dev.rebound.transport.server;

import dev.rebound.core.smtp.SmtpReply;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's side of an SMTP dialogue (RFC 5321, section 4.1) without any I/O: commands in, replies out.
 * Keeps the order of commands and the counting limits. One a connection; not thread-safe.
 */
final class Dialogue {

    /** Closing the connection; the client may try again later (RFC 5321, section 3.8). */
    static final int CLOSING = 421;

    private static final Logger LOG = LoggerFactory.getLogger(Dialogue.class);

    /** What the session does after the reply. */
    enum Then {
        LISTEN,
        READ_MESSAGE,
        START_TLS,
        HANG_UP
    }

    /** A reply and what follows it. */
    record Step(SmtpReply reply, Then then) {}

    private final SmtpServerSettings settings;
    private final ServerLimits limits;
    private final Acceptance acceptance;
    private final List<String> recipients = new ArrayList<>();
    private Optional<LoginExchange> exchange = Optional.empty();
    private String clientName = "";
    private Optional<String> reversePath = Optional.empty();
    private boolean greeted;
    private boolean signedIn;
    private boolean tls;
    private boolean lost;
    private int errors;
    private int commandsSinceMessage;

    Dialogue(SmtpServerSettings settings, Acceptance acceptance) {
        this.settings = settings;
        this.limits = settings.limits();
        this.acceptance = acceptance;
    }

    SmtpReply greeting() {
        return SmtpReply.of(220, settings.hostName() + " ESMTP Rebound");
    }

    Step shuttingDown() {
        return hangUp(CLOSING, "4.3.2 " + settings.hostName() + " is shutting down");
    }

    Step timedOut() {
        return hangUp(CLOSING, "4.4.2 " + settings.hostName() + " waited too long");
    }

    /** Where the client's commands begin is no longer certain, or it has gone: nothing more is read. */
    boolean lost() {
        return lost;
    }

    /** TLS begins: the client starts over (RFC 3207, section 4.2). */
    void secured() {
        tls = true;
        greeted = false;
        signedIn = false;
        reset();
    }

    private void reset() {
        reversePath = Optional.empty();
        recipients.clear();
    }

    private static Step hangUp(int code, String text) {
        return new Step(SmtpReply.of(code, text), Then.HANG_UP);
    }

    Step answer(CommandLine line) {
        return switch (line) {
            case CommandLine.Text text ->
                limited(exchange.isPresent() ? goOn(exchange.get().response(text.text())) : command(text.text()));
            case CommandLine.NotUtf8() -> limited(listen(500, "5.5.2 Command is not UTF-8"));
            case CommandLine.Malformed() -> hangUp(500, "5.5.2 Lines end in CRLF and hold no NUL");
            case CommandLine.TooLong() -> hangUp(500, "5.5.2 Line too long");
            case CommandLine.EndOfStream() -> hangUp(221, "2.0.0 Bye");
        };
    }

    private Step limited(Step step) {
        commandsSinceMessage++;
        errors += step.reply().code() >= 400 ? 1 : 0;
        if (step.then() == Then.HANG_UP) {
            return step;
        }
        if (step.reply().code() == CLOSING) {
            return new Step(step.reply(), Then.HANG_UP);
        }
        if (errors > limits.errorsMax()) {
            return hangUp(CLOSING, "4.7.0 Too many errors");
        }
        boolean chatter = commandsSinceMessage > limits.commandsBetweenMessagesMax();
        return chatter ? hangUp(CLOSING, "4.7.0 Too many commands") : step;
    }

    private Step command(String line) {
        int space = line.indexOf(' ');
        String verb = (space < 0 ? line : line.substring(0, space)).toUpperCase(Locale.ROOT);
        String argument = space < 0 ? "" : line.substring(space + 1).strip();
        return switch (verb) {
            case "EHLO" -> hello(argument, extensions());
            case "HELO" -> hello(argument, List.of(settings.hostName()));
            case "STARTTLS" -> startTls(argument);
            case "AUTH" -> signIn(argument);
            case "MAIL" -> mail(argument);
            case "RCPT" -> recipient(argument);
            case "DATA" -> data(argument);
            case "RSET" -> forget();
            case "NOOP" -> listen(250, "2.0.0 OK");
            case "QUIT" -> hangUp(221, "2.0.0 Bye");
            // Says nothing about who exists (RFC 5321, section 3.5.3).
            case "VRFY" -> listen(252, "2.5.2 Send some mail, and see");
            case "HELP" -> listen(214, "2.0.0 See RFC 5321");
            case "EXPN", "TURN", "BDAT", "ETRN" -> listen(502, "5.5.1 Not offered here");
            default -> listen(500, "5.5.2 Unknown command");
        };
    }

    private static Step listen(int code, String text) {
        return new Step(SmtpReply.of(code, text), Then.LISTEN);
    }

    private Step hello(String name, List<String> answer) {
        if (name.isEmpty()) {
            return listen(501, "5.5.4 Say who you are");
        }
        greeted = true;
        clientName = name;
        reset();
        return new Step(new SmtpReply(250, answer), Then.LISTEN);
    }

    private List<String> extensions() {
        List<String> offered = new ArrayList<>(List.of(
                settings.hostName(),
                "PIPELINING",
                "SIZE " + limits.messageBytesMax(),
                "8BITMIME",
                "SMTPUTF8",
                "ENHANCEDSTATUSCODES"));
        if (settings.tls().isPresent() && !tls) {
            offered.add("STARTTLS");
        }
        if (offersLogin()) {
            offered.add("AUTH "
                    + Arrays.stream(LoginExchange.Mechanism.values())
                            .map(Enum::name)
                            .collect(Collectors.joining(" ")));
        }
        return offered;
    }

    private boolean offersLogin() {
        return acceptance.login().filter(login -> login.isOffered(tls)).isPresent();
    }

    private Step signIn(String argument) {
        if (acceptance.login().isEmpty()) {
            return listen(502, "5.5.1 Not offered here");
        }
        if (!greeted || signedIn || reversePath.isPresent()) {
            return listen(503, signedIn ? "5.5.1 You have signed in already" : "5.5.1 Not now: say EHLO, then sign in");
        }
        if (!offersLogin()) {
            return listen(538, "5.7.11 Say STARTTLS first: a secret must not travel in clear");
        }
        String[] words = argument.split(" +", 2);
        Optional<LoginExchange.Mechanism> mechanism = LoginExchange.Mechanism.of(words[0]);
        if (mechanism.isEmpty()) {
            return listen(504, "5.5.4 Sign in by PLAIN or LOGIN");
        }
        LoginExchange begun = new LoginExchange(mechanism.get());
        exchange = Optional.of(begun);
        return goOn(begun.begin(words.length > 1 ? words[1] : ""));
    }

    private Step goOn(LoginExchange.Next next) {
        if (next instanceof LoginExchange.Next.Ask ask) {
            return listen(334, ask.challenge());
        }
        exchange = Optional.empty();
        return switch (next) {
            case LoginExchange.Next.Ask ask -> listen(334, ask.challenge());
            case LoginExchange.Next.Cancelled() -> listen(501, "5.7.0 Cancelled");
            case LoginExchange.Next.Malformed() -> listen(501, "5.5.2 That cannot be read as a login");
            case LoginExchange.Next.Try secret -> tried(secret);
        };
    }

    private Step tried(LoginExchange.Next.Try secret) {
        SmtpReply reply = decided(() -> acceptance.login().orElseThrow().signIn(secret.user(), secret.secret()));
        signedIn = reply.isPositive();
        return new Step(reply, Then.LISTEN);
    }

    private Step startTls(String argument) {
        if (!argument.isEmpty()) {
            return listen(501, "5.5.4 STARTTLS takes no argument");
        }
        if (settings.tls().isEmpty()) {
            return listen(502, "5.5.1 TLS is not offered here");
        }
        return tls
                ? listen(503, "5.5.1 TLS is on already")
                : new Step(SmtpReply.of(220, "2.0.0 Go ahead"), Then.START_TLS);
    }

    private Step mail(String argument) {
        if (!greeted) {
            return listen(503, "5.5.1 Say EHLO first");
        }
        if (acceptance.login().isPresent() && !signedIn) {
            return listen(530, "5.7.0 Sign in first");
        }
        if (reversePath.isPresent()) {
            return listen(503, "5.5.1 A sender is given already");
        }
        Optional<PathArgument> path = PathArgument.parse(argument, "FROM");
        if (path.isEmpty()) {
            return listen(501, "5.1.7 Sender address is not readable");
        }
        Optional<Step> refused = refused(path.get(), PathArgument.OF_MAIL);
        if (refused.isPresent()) {
            return refused.get();
        }
        if (path.get().declaredBytes() > limits.messageBytesMax()) {
            return tooBig();
        }
        SmtpReply reply = decided(() -> acceptance.mail(path.get().path()));
        if (reply.isPositive()) {
            reversePath = Optional.of(path.get().path());
        }
        return new Step(reply, Then.LISTEN);
    }

    /** Who asks to be told by mail is told no, not left waiting. */
    private Optional<Step> refused(PathArgument path, String understood) {
        if (path.hasOnly(understood)) {
            return Optional.empty();
        }
        return Optional.of(listen(
                555,
                path.asksForNotices()
                        ? "5.5.4 DSN is not offered: nothing is reported by mail here"
                        : "5.5.4 Parameter not understood"));
    }

    private Step tooBig() {
        return listen(552, "5.3.4 Message exceeds %d bytes".formatted(limits.messageBytesMax()));
    }

    private Step recipient(String argument) {
        if (reversePath.isEmpty()) {
            return listen(503, "5.5.1 Need MAIL first");
        }
        Optional<PathArgument> path = PathArgument.parse(argument, "TO");
        if (path.isEmpty() || path.get().path().isEmpty()) {
            return listen(501, "5.1.3 Recipient address is not readable");
        }
        Optional<Step> refused = refused(path.get(), PathArgument.OF_RCPT);
        if (refused.isPresent()) {
            return refused.get();
        }
        if (recipients.size() >= limits.recipientsMax()) {
            return listen(452, "4.5.3 Too many recipients");
        }
        SmtpReply reply = decided(() -> acceptance.recipient(path.get().path()));
        if (reply.isPositive()) {
            recipients.add(path.get().path());
        }
        return new Step(reply, Then.LISTEN);
    }

    private Step data(String argument) {
        if (!argument.isEmpty()) {
            return listen(501, "5.5.4 DATA takes no argument");
        }
        if (recipients.isEmpty()) {
            return reversePath.isEmpty()
                    ? listen(503, "5.5.1 Need MAIL and RCPT first")
                    : listen(554, "5.5.1 No valid recipients");
        }
        return new Step(SmtpReply.of(354, "End data with <CR><LF>.<CR><LF>"), Then.READ_MESSAGE);
    }

    private Step forget() {
        reset();
        return listen(250, "2.0.0 OK");
    }

    /** The answer to the end of data. */
    SmtpReply message(MessageText text) {
        SmtpReply reply = switch (text) {
            case MessageText.Complete complete -> take(complete);
            case MessageText.TooBig() -> tooBig().reply();
            case MessageText.NoRoom() -> SmtpReply.of(452, "4.3.1 Too much mail at once, try again later");
            case MessageText.Malformed() -> unsafe("5.6.0 Message has a bare CR or LF");
            case MessageText.Endless() -> unsafe("5.3.4 Message does not end");
        };
        errors += reply.isPositive() ? 0 : 1;
        reset();
        return reply;
    }

    private SmtpReply unsafe(String text) {
        lost = true;
        return SmtpReply.of(554, text);
    }

    private SmtpReply take(MessageText.Complete complete) {
        ReceivedMessage message =
                new ReceivedMessage(clientName, reversePath.orElseThrow(), recipients, complete.content(), tls);
        SmtpReply reply = decided(() -> acceptance.message(message));
        commandsSinceMessage = reply.isPositive() ? 0 : commandsSinceMessage;
        return reply;
    }

    private static SmtpReply decided(Supplier<SmtpReply> decision) {
        try {
            return decision.get();
        } catch (RuntimeException e) {
            LOG.error("smtp decision failed", e);
            return SmtpReply.of(451, "4.3.0 Internal trouble, try again later");
        }
    }
}
