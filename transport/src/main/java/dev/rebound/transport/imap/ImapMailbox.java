package dev.rebound.transport.imap;

import dev.rebound.engine.inbox.FolderPosition;
import dev.rebound.engine.inbox.MailTrouble;
import dev.rebound.engine.inbox.Mailboxes.Folder;
import dev.rebound.engine.inbox.Mailboxes.Heading;
import dev.rebound.engine.inbox.Mailboxes.Mailbox;
import dev.rebound.engine.inbox.Mailboxes.MailboxLostException;
import dev.rebound.engine.inbox.Mailboxes.Stretch;
import dev.rebound.transport.imap.ImapWire.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * A mailbox by IMAP. It only ever says {@code CAPABILITY, ID, LIST, EXAMINE, UID SEARCH, UID FETCH} with {@code BODY.PEEK},
 * {@code NOOP, IDLE} and {@code LOGOUT}: none of them changes a flag, a message or a folder, also if the server has bugs about
 * which folders are open for writing.
 */
final class ImapMailbox implements Mailbox {

    /** Numbers looked at with one command. */
    private static final int WINDOW = 50;
    /** Of a header. */
    private static final int HEADER_OCTETS_MAX = 32 * 1024;
    /** Besides what was asked for, a server may send names and numbers as literals. */
    private static final int MARGIN_OCTETS = 4 * 1024;

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d-MMM-yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final ImapWire wire;
    private final Set<String> offered;
    private final Duration pollEvery;
    private long uidNext;

    ImapMailbox(ImapWire wire, Set<String> offered, Duration pollEvery) throws MailboxLostException {
        this.wire = wire;
        this.offered = offered;
        this.pollEvery = pollEvery;
        if (offered.contains("ID")) {
            // NetEase (163, 126) lets nobody open a folder who has not said who it is.
            wire.ask("ID (\"name\" \"Rebound\")");
        }
    }

    @Override
    public List<Folder> folders() throws MailboxLostException {
        return ImapFolders.ofInterest(wire.ask("LIST \"\" \"*\"").data());
    }

    @Override
    public Optional<FolderPosition> examine(String folder) throws MailboxLostException {
        boolean condstore = offered.contains("CONDSTORE") || offered.contains("QRESYNC");
        Answer answer = wire.ask("EXAMINE " + ImapFolders.quoted(folder) + (condstore ? " (CONDSTORE)" : ""));
        if (!answer.isOk()) {
            if (folder.equals(ImapFolders.INBOX)) {
                // It is always there: one that may not be opened is no folder that has gone.
                refuse(answer);
            }
            return Optional.empty();
        }
        wire.forgetNews();
        long validity = number(answer, "UIDVALIDITY").orElse(0);
        long modSeq = number(answer, "HIGHESTMODSEQ").orElse(0);
        // A server that does not say it has to be asked (RFC 3501, section 6.3.1, only asks for it).
        uidNext = number(answer, "UIDNEXT").orElse(-1);
        if (uidNext < 1) {
            uidNext = last() + 1;
        }
        return Optional.of(new FolderPosition(folder, validity, uidNext, modSeq));
    }

    private static OptionalLong number(Answer answer, String code) {
        return answer.data().stream()
                .filter(data -> data.word(0).equals("OK"))
                .flatMap(data -> new ImapResponse.Status("OK", data.item(1).word()).code(code).stream())
                .filter(value -> value.matches("[0-9]{1,18}"))
                .mapToLong(Long::parseLong)
                .findFirst();
    }

    private long last() throws MailboxLostException {
        return wire.ask("UID FETCH * (UID)").data().stream()
                .filter(data -> data.counts("FETCH"))
                .mapToLong(data -> uid(data.item(2).list()))
                .max()
                .orElse(0);
    }

    @Override
    public Optional<Long> firstSince(Instant moment) throws MailboxLostException {
        OptionalLong first = search("SINCE " + DAY.format(moment));
        return first.isPresent() ? Optional.of(first.getAsLong()) : Optional.empty();
    }

    /** The lowest number that fits; the server finds it where it can (RFC 4731). */
    private OptionalLong search(String what) throws MailboxLostException {
        boolean extended = offered.contains("ESEARCH");
        Answer answer = wire.ask((extended ? "UID SEARCH RETURN (MIN) " : "UID SEARCH ") + what);
        List<ImapResponse.Told> data = answer.data();
        if (extended) {
            return data.stream()
                    .filter(found -> found.word(0).equals("ESEARCH"))
                    .mapToLong(ImapMailbox::min)
                    .filter(uid -> uid > 0)
                    .findFirst();
        }
        return data.stream()
                .filter(found -> found.word(0).equals("SEARCH"))
                .flatMap(found -> found.items().stream().skip(1))
                .mapToLong(item -> number(item.word()))
                .filter(uid -> uid > 0)
                .min();
    }

    private static long min(ImapResponse.Told data) {
        for (int i = 1; i + 1 < data.items().size(); i++) {
            if (data.word(i).equals("MIN")) {
                return number(data.word(i + 1));
            }
        }
        return 0;
    }

    private static long number(String text) {
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }

    @Override
    public Stretch headings(long fromUid) throws MailboxLostException {
        long to = fromUid + WINDOW - 1;
        List<Heading> found = fetch(fromUid, to);
        if (!found.isEmpty()) {
            return new Stretch(found, Math.max(to, found.getLast().uid()) + 1);
        }
        // Numbers may have gaps of any width.
        OptionalLong next = search("UID " + (to + 1) + ":*");
        return next.isPresent() && next.getAsLong() > to
                ? new Stretch(List.of(), next.getAsLong())
                : new Stretch(List.of(), fromUid);
    }

    private List<Heading> fetch(long fromUid, long to) throws MailboxLostException {
        Answer answer = wire.ask(
                "UID FETCH %d:%d (UID RFC822.SIZE BODY.PEEK[HEADER]<0.%d>)".formatted(fromUid, to, HEADER_OCTETS_MAX),
                HEADER_OCTETS_MAX + MARGIN_OCTETS);
        refuse(answer);
        List<Heading> found = new ArrayList<>();
        for (ImapResponse.Told data : answer.data()) {
            List<ImapItem> items = data.item(2).list();
            long uid = uid(items);
            if (data.counts("FETCH") && uid >= fromUid && uid <= to) {
                value(items, "BODY[HEADER]")
                        .ifPresent(header -> found.add(new Heading(
                                uid,
                                value(items, "RFC822.SIZE")
                                        .map(size -> number(size.word()))
                                        .orElse(0L),
                                header.bytes())));
            }
        }
        found.sort(Comparator.comparingLong(Heading::uid));
        return found;
    }

    /** A refused fetch is no empty folder: what was not seen must be seen later. */
    private void refuse(Answer answer) throws MailboxLostException {
        if (!answer.isOk()) {
            wire.close();
            throw new MailboxLostException(new MailTrouble(
                    ProviderWords.meaningOf(answer.status().text()).orElse(MailTrouble.Kind.REFUSED),
                    MailTrouble.Side.IMAP,
                    answer.status().text()));
        }
    }

    private static long uid(List<ImapItem> items) {
        return value(items, "UID").map(item -> number(item.word())).orElse(0L);
    }

    /** Names and values follow one another; a name may have more behind it, as in {@code BODY[HEADER]<0>}. */
    private static Optional<ImapItem> value(List<ImapItem> items, String name) {
        for (int i = 0; i + 1 < items.size(); i += 2) {
            if (items.get(i).word().toUpperCase(Locale.ROOT).startsWith(name)) {
                return Optional.of(items.get(i + 1));
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<byte[]> message(long uid, int octetsMax) throws MailboxLostException {
        Answer answer =
                wire.ask("UID FETCH %d (UID BODY.PEEK[]<0.%d>)".formatted(uid, octetsMax), octetsMax + MARGIN_OCTETS);
        refuse(answer);
        return answer.data().stream()
                .filter(data -> data.counts("FETCH") && uid(data.item(2).list()) == uid)
                .flatMap(data -> value(data.item(2).list(), "BODY[]").stream())
                .map(ImapItem::bytes)
                .findFirst();
    }

    @Override
    public boolean await(Duration most) throws MailboxLostException {
        if (offered.contains("IDLE")) {
            return wire.idle(most);
        }
        LockSupport.parkNanos(Math.min(most.toNanos(), pollEvery.toNanos()));
        wire.ask("NOOP");
        return true;
    }

    /** Whoever is waited for may wait for us: half a second is enough for a goodbye. */
    @Override
    public void close() {
        try {
            wire.socket().getOutputStream().write("BYE LOGOUT\r\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException alreadyGone) {
            // it is closed either way
        }
        wire.close();
    }
}
