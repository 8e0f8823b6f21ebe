package dev.rebound.transport.sandbox.mail;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.smtp.SmtpReply;
import dev.rebound.transport.sandbox.notice.NoticeComposer;
import dev.rebound.transport.sandbox.notice.OriginalMessage;
import dev.rebound.transport.sandbox.record.OwedNotice;
import dev.rebound.transport.sandbox.record.RecordLine;
import dev.rebound.transport.sandbox.script.Action;
import dev.rebound.transport.sandbox.script.Behaviour;
import dev.rebound.transport.sandbox.script.SandboxDomain;
import dev.rebound.transport.sandbox.script.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's dialogue with one server of the sandbox. It is polite by default; at each stage it looks
 * whether a behaviour acts there. Used by one thread.
 */
final class MailSession {

    /** Largest message taken, in bytes; announced with SIZE (RFC 1870). */
    static final int MESSAGE_BYTES_MAX = 10_000_000;

    static final int RECIPIENTS_MAX = 100;

    /** A client that makes more mistakes is sent away. */
    static final int MISTAKES_MAX = 20;

    private static final Logger LOG = LoggerFactory.getLogger(MailSession.class);

    private final MailHost host;
    private final MailWorld world;
    private final SessionWire wire;
    private String client = "unknown";
    private Optional<String> sender = Optional.empty();
    private final List<Recipient> recipients = new ArrayList<>();
    private int mistakes;

    MailSession(MailHost host, MailWorld world, SessionWire wire) {
        this.host = host;
        this.world = world;
        this.wire = wire;
    }

    /** Talks until one side ends it. */
    static void run(Socket socket, MailHost host, MailWorld world) throws IOException {
        new MailSession(host, world, new SessionWire(socket)).converse();
    }

    private void converse() throws IOException {
        try {
            boolean goOn = greet();
            while (goOn) {
                Optional<String> command = wire.command();
                goOn = command.isPresent() && answer(command.get());
            }
        } catch (SessionInput.Violation e) {
            wire.reply(e.reply());
        }
        wire.flush();
    }

    private boolean greet() throws IOException {
        Optional<Behaviour> gate = gate(Stage.CONNECT);
        if (gate.isPresent()) {
            act(gate.get(), Map.of("host", host.name()));
            return false;
        }
        return wire.reply("220 " + host.name() + " ESMTP sandbox");
    }

    private boolean answer(String command) throws IOException {
        String verb = command.split(" ", 2)[0];
        String rest = command.substring(verb.length()).strip();
        return switch (verb.toUpperCase(Locale.ROOT)) {
            case "EHLO" -> ehlo(rest);
            case "HELO" -> helo(rest);
            case "STARTTLS" -> startTls();
            case "MAIL" -> mail(rest);
            case "RCPT" -> rcpt(rest);
            case "DATA" -> data();
            case "RSET" -> reset();
            case "NOOP" -> wire.reply("250 2.0.0 Ok");
            case "VRFY" -> wire.reply("252 2.0.0 Send it and see");
            case "QUIT" -> {
                wire.reply("221 2.0.0 Bye");
                yield false;
            }
            default -> mistake("500 5.5.2 Command not recognised");
        };
    }

    private boolean mistake(String reply) throws IOException {
        mistakes++;
        if (mistakes > MISTAKES_MAX) {
            wire.reply("421 4.7.0 Too many errors");
            return false;
        }
        return wire.reply(reply);
    }

    private boolean ehlo(String name) throws IOException {
        introduce(name);
        List<String> lines = new ArrayList<>(List.of(
                host.name(), "PIPELINING", "SIZE " + MESSAGE_BYTES_MAX, "ENHANCEDSTATUSCODES", "8BITMIME", "SMTPUTF8"));
        if (host.offersTls() && !wire.isEncrypted()) {
            lines.add("STARTTLS");
        }
        return wire.reply(new SmtpReply(250, lines));
    }

    private boolean helo(String name) throws IOException {
        introduce(name);
        return wire.reply("250 " + host.name());
    }

    private void introduce(String name) {
        client = name.isEmpty() ? "unknown" : name;
        forget();
    }

    private boolean startTls() throws IOException {
        if (!host.offersTls() || wire.isEncrypted()) {
            return mistake("502 5.5.1 Not offered");
        }
        wire.reply("220 2.0.0 Go ahead");
        wire.encrypt(world.tls());
        introduce("");
        return true;
    }

    private boolean mail(String rest) throws IOException {
        Optional<String> path = SmtpPath.of("FROM:", rest);
        if (path.isEmpty()) {
            return mistake("501 5.1.7 Syntax: MAIL FROM:<address>");
        }
        if (sender.isPresent()) {
            return mistake("503 5.5.1 One sender is enough");
        }
        Optional<Behaviour> gate = gate(Stage.MAIL);
        if (gate.isPresent()) {
            return act(gate.get(), Map.of("host", host.name(), "sender", path.get(), "client", client));
        }
        sender = path;
        return wire.reply("250 2.1.0 Ok");
    }

    private boolean rcpt(String rest) throws IOException {
        if (sender.isEmpty()) {
            return mistake("503 5.5.1 MAIL first");
        }
        Optional<EmailAddress> address = SmtpPath.of("TO:", rest).flatMap(EmailAddress::parse);
        if (address.isEmpty()) {
            return mistake("501 5.1.3 Syntax: RCPT TO:<address>");
        }
        Optional<SandboxDomain> domain = host.domain(address.get().key().domain());
        if (domain.isEmpty()) {
            return mistake("554 5.7.1 <" + address.get().text() + ">: Relay access denied");
        }
        if (recipients.size() == RECIPIENTS_MAX) {
            return mistake("452 4.5.3 Too many recipients");
        }
        Recipient recipient = recipient(address.get(), domain.get());
        if (recipient.acts() && recipient.behaviour().stage().compareTo(Stage.RCPT) <= 0) {
            return act(recipient.behaviour(), values(recipient));
        }
        recipients.removeIf(other -> other.address().key().equals(address.get().key()));
        recipients.add(recipient);
        return wire.reply("250 2.1.5 Ok");
    }

    private Recipient recipient(EmailAddress address, SandboxDomain domain) {
        Behaviour behaviour = world.outages()
                .of(domain.name(), world.clock().instant())
                .orElseGet(() -> world.script().behaviourOf(address).orElseThrow());
        boolean passedTheGate = behaviour.stage().isBeforeRecipient() && !host.single();
        boolean acts = !passedTheGate && acts(behaviour, address.key().value());
        String id = "%012X".formatted(ThreadLocalRandom.current().nextLong(1L << 48));
        return new Recipient(address, domain, behaviour, acts, id);
    }

    private boolean data() throws IOException {
        if (recipients.isEmpty()) {
            return mistake("503 5.5.1 No recipients");
        }
        Optional<Recipient> early = acting(Stage.DATA);
        if (early.isPresent()) {
            return act(early.get().behaviour(), values(early.get()));
        }
        wire.reply("354 End with a line that is only a dot");
        Content content = wire.content(MESSAGE_BYTES_MAX);
        boolean goOn = switch (content) {
            case Content.TooLong _ -> wire.reply("552 5.3.4 Message too big");
            case Content.BareLineEnd _ -> wire.reply("550 5.6.0 Lines end with CRLF");
            case Content.Whole whole -> end(whole.bytes());
        };
        forget();
        return goOn;
    }

    private boolean end(byte[] content) throws IOException {
        Optional<Recipient> acting = acting(Stage.END_OF_DATA);
        if (acting.isPresent() && !acting.get().behaviour().taken()) {
            return act(acting.get().behaviour(), values(acting.get()));
        }
        List<RecordLine.Accepted> taken;
        try {
            taken = take(new OriginalMessage(content));
        } catch (UncheckedIOException e) {
            LOG.warn("sandbox could not record a delivery: server={} why={}", host.name(), e.toString());
            return wire.reply("451 4.3.0 Not now");
        }
        taken.forEach(line -> line.owed().ifPresent(world.post()::post));
        boolean seenBefore = taken.stream().allMatch(RecordLine.Accepted::duplicate);
        if (acting.isPresent() && !seenBefore) {
            return act(acting.get().behaviour(), values(acting.get()));
        }
        Recipient first = recipients.getFirst();
        return wire.reply(first.domain().accepted().fill(values(first)));
    }

    private List<RecordLine.Accepted> take(OriginalMessage message) {
        Instant now = world.clock().instant();
        String messageId = message.field("Message-ID");
        return world.record()
                .accept(recipients.stream()
                        .map(recipient -> new RecordLine.Accepted(
                                now,
                                host.name(),
                                messageId,
                                recipient.address().key(),
                                recipient.behaviour().name(),
                                false,
                                owed(recipient, message, now)))
                        .toList());
    }

    /** Nothing is ever answered to the null sender (RFC 5321, section 4.5.5; RFC 3834, section 2). */
    private Optional<OwedNotice> owed(Recipient recipient, OriginalMessage message, Instant now) {
        return sender.filter(path -> !path.isEmpty())
                .flatMap(path -> recipient
                        .behaviour()
                        .notice()
                        .map(plan -> world.composer()
                                .compose(
                                        plan,
                                        new NoticeComposer.Occasion(
                                                recipient.id(),
                                                host.name(),
                                                client,
                                                path,
                                                recipient.address(),
                                                now,
                                                message))));
    }

    private Optional<Recipient> acting(Stage stage) {
        return recipients.stream()
                .filter(recipient -> recipient.acts() && recipient.behaviour().stage() == stage)
                .findFirst();
    }

    private Optional<Behaviour> gate(Stage stage) {
        return host.gate(stage).filter(behaviour -> acts(behaviour, host.name()));
    }

    /** A behaviour's time counts from the first attempt per recipient, or per server. */
    private boolean acts(Behaviour behaviour, String who) {
        Instant now = world.clock().instant();
        boolean timed = behaviour.action().isPresent() && behaviour.lasts().isPresent();
        Instant first = timed ? world.record().firstAttempt(behaviour.name() + " " + who, now) : now;
        return behaviour.actsAt(now, first);
    }

    private boolean act(Behaviour behaviour, Map<String, String> values) throws IOException {
        return switch (behaviour.action().orElseThrow()) {
            case Action.Answer answer -> {
                wire.reply(answer.reply().fill(values));
                boolean closing = answer.reply().code() == 421;
                yield !closing;
            }
            case Action.Stall stall -> {
                wire.hold(stall.hold());
                yield false;
            }
            // The last two cannot be played by a server that stands for all: it drops instead.
            case Action.Drop _, Action.Refuse _, Action.Misresolve _ -> false;
        };
    }

    private Map<String, String> values(Recipient recipient) {
        return Map.of(
                "recipient", recipient.address().text(),
                "local", recipient.address().localPart(),
                "domain", recipient.domain().name(),
                "host", host.name(),
                "sender", sender.orElse(""),
                "client", client,
                "id", recipient.id());
    }

    private boolean reset() throws IOException {
        forget();
        return wire.reply("250 2.0.0 Ok");
    }

    private void forget() {
        sender = Optional.empty();
        recipients.clear();
    }
}
