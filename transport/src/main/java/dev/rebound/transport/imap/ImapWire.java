package dev.rebound.transport.imap;

import dev.rebound.engine.inbox.MailTrouble;
import dev.rebound.engine.inbox.Mailboxes.MailboxLostException;
import dev.rebound.transport.wire.WireReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One connection: commands out, responses in, each within its time. Whatever breaks it is a {@link MailboxLostException}. */
final class ImapWire {

    /** Data responses to one command. */
    private static final int RESPONSES_MAX = 20_000;
    /** Of all data responses to one command together: some more than a window of headers, or one message. */
    private static final long ANSWER_OCTETS_MAX = 8 * 1024 * 1024;

    private final Socket socket;
    private final WireReader in;
    private final OutputStream out;
    private final Duration patience;
    private int commands;
    /** Whether something of the open folder was told beside an answer: it is not told again when we wait for it. */
    private boolean news;
    /** What the server said when it ended the connection by itself. */
    private Optional<String> goodbye = Optional.empty();

    /**
     * @param patience for a whole answer
     */
    ImapWire(Socket socket, Duration patience) throws IOException {
        this.socket = socket;
        this.in = new WireReader(socket, READ_OCTETS);
        this.out = socket.getOutputStream();
        this.patience = patience;
    }

    /** Of the buffer of a connection: most of them wait, and what they wait for is a line. */
    private static final int READ_OCTETS = 1_024;
    /** A server that takes connections and says nothing is going down, or is none. */
    private static final Duration GREETING_TIME_MAX = Duration.ofSeconds(10);
    /** Of literals where none is asked for. */
    private static final int LITERAL_OCTETS_USUAL = 8 * 1024;

    /**
     * The end of a command, and what the server gave before it.
     *
     * @param status what the server said at the end
     */
    record Answer(ImapResponse.Status status, List<ImapResponse.Told> data) {

        boolean isOk() {
            return status.isOk();
        }
    }

    Socket socket() {
        return socket;
    }

    Answer ask(String command) throws MailboxLostException {
        return ask(command, LITERAL_OCTETS_USUAL);
    }

    Answer ask(String command, int literalOctetsMax) throws MailboxLostException {
        try {
            return answer(send(command), literalOctetsMax);
        } catch (IOException e) {
            throw lost(e);
        }
    }

    /** A command in two pieces: the second goes once the server has asked for it; it is a secret. */
    Answer ask(String command, String second) throws MailboxLostException {
        try {
            String tag = send(command);
            in.allow(patience);
            ImapResponse next = new ImapReader(in, LITERAL_OCTETS_USUAL).read();
            List<ImapResponse.Told> data = new ArrayList<>();
            while (next instanceof ImapResponse.Told given && data.size() < RESPONSES_MAX) {
                data.add(given);
                next = new ImapReader(in, LITERAL_OCTETS_USUAL).read();
            }
            if (next instanceof ImapResponse.Done(String ignored, ImapResponse.Status status)) {
                return new Answer(status, data);
            }
            write(second + "\r\n");
            return answer(tag, LITERAL_OCTETS_USUAL);
        } catch (IOException e) {
            throw lost(e);
        }
    }

    /** A command with a literal: the octets go once the server has asked for them (RFC 3501, section 7.5). */
    Answer ask(String command, byte[] literal) throws MailboxLostException {
        try {
            String tag = send(command + " {" + literal.length + "}");
            in.allow(patience);
            ImapResponse next = new ImapReader(in, LITERAL_OCTETS_USUAL).read();
            while (next instanceof ImapResponse.Told) {
                next = new ImapReader(in, LITERAL_OCTETS_USUAL).read();
            }
            if (next instanceof ImapResponse.Done(String ignored, ImapResponse.Status status)) {
                return new Answer(status, List.of());
            }
            out.write(literal);
            write("\r\n");
            return answer(tag, LITERAL_OCTETS_USUAL);
        } catch (IOException e) {
            throw lost(e);
        }
    }

    private String send(String command) throws IOException {
        String tag = "R" + ++commands;
        write(tag + " " + command + "\r\n");
        return tag;
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private Answer answer(String tag, int literalOctetsMax) throws IOException {
        in.allow(patience);
        List<ImapResponse.Told> data = new ArrayList<>();
        long octets = 0;
        while (true) {
            ImapReader reader = new ImapReader(in, literalOctetsMax);
            switch (reader.read()) {
                case ImapResponse.Told given -> {
                    heed(given);
                    data.add(given);
                    octets += reader.octetsRead();
                    if (data.size() > RESPONSES_MAX || octets > ANSWER_OCTETS_MAX) {
                        throw new ProtocolException("an answer without end");
                    }
                }
                // With XOAUTH2 the reason comes as a challenge; the empty answer to it brings the refusal.
                case ImapResponse.GoOn ignored -> write("\r\n");
                case ImapResponse.Done(String of, ImapResponse.Status status) -> {
                    if (!of.equals(tag)) {
                        throw new ProtocolException("an answer to another command");
                    }
                    return new Answer(status, data);
                }
            }
        }
    }

    private void heed(ImapResponse.Told given) {
        news |= isChange(given);
        if (given.word(0).equals("BYE")) {
            goodbye = Optional.of(given.item(1).word());
        }
    }

    /** What a server says unasked when one connects. */
    ImapResponse.Status greeting() throws MailboxLostException {
        try {
            in.allow(patience.compareTo(GREETING_TIME_MAX) < 0 ? patience : GREETING_TIME_MAX);
            if (new ImapReader(in, LITERAL_OCTETS_USUAL).read() instanceof ImapResponse.Told data
                    && data.items().size() == 2) {
                return new ImapResponse.Status(data.word(0), data.item(1).word());
            }
            throw new ProtocolException("what answered does not speak IMAP");
        } catch (IOException e) {
            throw lost(e);
        }
    }

    /** A folder was just opened: what was told up to now is part of how it is. */
    void forgetNews() {
        news = false;
    }

    /**
     * Idles (RFC 2177) until the server says something of the folder, or the time is over.
     *
     * @return whether it said that something came, went or changed
     */
    boolean idle(Duration most) throws MailboxLostException {
        if (news) {
            return true;
        }
        try {
            String tag = send("IDLE");
            in.allow(patience);
            boolean changed = false;
            ImapResponse next = new ImapReader(in, LITERAL_OCTETS_USUAL).read();
            while (next instanceof ImapResponse.Told data) {
                changed |= isChange(data);
                next = new ImapReader(in, LITERAL_OCTETS_USUAL).read();
            }
            if (!(next instanceof ImapResponse.GoOn)) {
                throw new ProtocolException("IDLE is offered and refused");
            }
            changed |= !changed && waitForChange(most);
            write("DONE\r\n");
            List<ImapResponse.Told> rest = answer(tag, LITERAL_OCTETS_USUAL).data();
            return changed || rest.stream().anyMatch(ImapWire::isChange);
        } catch (IOException e) {
            throw lost(e);
        }
    }

    private boolean waitForChange(Duration most) throws IOException {
        long end = System.nanoTime() + most.toNanos();
        while (true) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            in.allow(Duration.ofNanos(left));
            try {
                int first = in.read();
                if (first < 0) {
                    throw new EOFException("the server closed the connection");
                }
                in.unread();
            } catch (SocketTimeoutException timeIsOver) {
                return false;
            }
            in.allow(patience);
            if (new ImapReader(in, LITERAL_OCTETS_USUAL).read() instanceof ImapResponse.Told data) {
                if (data.word(0).equals("BYE")) {
                    heed(data);
                    throw new EOFException(data.item(1).word());
                }
                if (isChange(data)) {
                    return true;
                }
            }
        }
    }

    private static boolean isChange(ImapResponse.Told data) {
        return data.counts("EXISTS") || data.counts("RECENT") || data.counts("EXPUNGE");
    }

    /** Ends at once. */
    void close() {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // it is closed either way
        }
    }

    private MailboxLostException lost(IOException e) {
        close();
        if (goodbye.isPresent()) {
            return new MailboxLostException(new MailTrouble(
                    ProviderWords.meaningOf(goodbye.get())
                            .filter(kind -> !kind.needsPerson())
                            .orElse(MailTrouble.Kind.CONNECTION_LOST),
                    MailTrouble.Side.IMAP,
                    goodbye.get()));
        }
        MailTrouble.Kind kind = switch (e) {
            case SocketTimeoutException late -> MailTrouble.Kind.NO_ANSWER;
            case ProtocolException garbage -> MailTrouble.Kind.NOT_UNDERSTOOD;
            default -> MailTrouble.Kind.CONNECTION_LOST;
        };
        return new MailboxLostException(new MailTrouble(kind, MailTrouble.Side.IMAP, String.valueOf(e.getMessage())));
    }
}
