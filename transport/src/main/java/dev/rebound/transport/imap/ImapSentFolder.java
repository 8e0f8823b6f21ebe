package dev.rebound.transport.imap;

import dev.rebound.engine.inbox.MailEndpoint;
import dev.rebound.engine.inbox.MailTrouble;
import dev.rebound.engine.inbox.MailTrouble.Kind;
import dev.rebound.engine.inbox.Mailboxes.MailboxLostException;
import dev.rebound.engine.inbox.SentFolder;
import dev.rebound.engine.inbox.SignIn;
import dev.rebound.transport.imap.ImapWire.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * Files copies by IMAP {@code APPEND}, on a connection of its own, so that the one that watches never says a command that changes
 * anything (ADR 39). Thread-safe.
 */
public final class ImapSentFolder implements SentFolder {

    private final ImapMailboxes mailboxes;

    /**
     * @param mailboxes connect and sign in
     */
    public ImapSentFolder(ImapMailboxes mailboxes) {
        this.mailboxes = mailboxes;
    }

    @Override
    public Filing file(MailEndpoint imap, SignIn signIn, SentCopy copy) {
        return switch (mailboxes.enter(imap, signIn)) {
            case ImapMailboxes.Entered.Not(MailTrouble trouble) -> new Filing.NotFiled(trouble);
            case ImapMailboxes.Entered.In(ImapWire wire, Set<String> offered) -> {
                try {
                    yield file(wire, offered, copy);
                } catch (MailboxLostException e) {
                    yield new Filing.NotFiled(e.trouble());
                } finally {
                    wire.close();
                }
            }
        };
    }

    private static Filing file(ImapWire wire, Set<String> offered, SentCopy copy) throws MailboxLostException {
        if (offered.contains("ID")) {
            // NetEase (163, 126) lets nobody open a folder who has not said who it is.
            wire.ask("ID (\"name\" \"Rebound\")");
        }
        Optional<String> folder = ImapFolders.sent(wire.ask("LIST \"\" \"*\"").data());
        if (folder.isEmpty()) {
            return notFiled(Kind.REFUSED, "there is no folder for sent mail");
        }
        String name = ImapFolders.quoted(folder.get());
        if (isThere(wire, name, copy.headerId())) {
            return new Filing.WasThere();
        }
        Answer answer = wire.ask("APPEND " + name + " (\\Seen)", copy.content());
        wire.ask("LOGOUT");
        String words = answer.status().text();
        return answer.isOk()
                ? new Filing.Filed()
                : notFiled(ProviderWords.meaningOf(words).orElse(Kind.REFUSED), words);
    }

    /** A Message-ID of ours is ASCII without quotes. */
    private static boolean isThere(ImapWire wire, String folder, String headerId) throws MailboxLostException {
        if (!StandardCharsets.US_ASCII.newEncoder().canEncode(headerId) || headerId.contains("\"")) {
            return false;
        }
        if (!wire.ask("EXAMINE " + folder).isOk()) {
            return false;
        }
        return wire.ask("UID SEARCH HEADER Message-ID \"" + headerId + "\"").data().stream()
                .filter(found -> found.word(0).equals("SEARCH"))
                .anyMatch(found -> found.items().size() > 1);
    }

    private static Filing notFiled(Kind kind, String words) {
        return new Filing.NotFiled(new MailTrouble(kind, MailTrouble.Side.IMAP, words));
    }
}
