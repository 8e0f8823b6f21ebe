package dev.rebound.transport.imap;

import dev.rebound.engine.inbox.Mailboxes.Folder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses the folders in which a report can be. Special use (RFC 6154) decides where a server says it; else the names that providers give
 * their junk folders do. Gmail's "All Mail" is left alone: it has everything once more.
 */
final class ImapFolders {

    /** Where mail arrives, by whatever name its owner sees it (RFC 3501, section 5.1). */
    static final String INBOX = "INBOX";

    /** Besides the inbox. */
    private static final int OTHERS_MAX = 3;

    /** Last parts of names, lower case, in modified UTF-7 where they are not ASCII (RFC 3501, section 5.1.3). */
    private static final Set<String> JUNK = Set.of(
            "junk",
            "spam",
            "bulk",
            "bulk mail",
            "junk mail",
            "junk e-mail",
            "junk email",
            "bulkmail",
            // In simplified Chinese: junk mail, junk box
            "&v4nxppcutvy-",
            "&v4nxpnux-",
            // In Russian: spam
            "&bceepwqwbdw-");

    private ImapFolders() {}

    static List<Folder> ofInterest(List<ImapResponse.Told> listed) {
        List<Folder> found = new ArrayList<>();
        found.add(new Folder(INBOX, true));
        listed.stream()
                .filter(data -> data.word(0).equals("LIST"))
                .filter(ImapFolders::isJunk)
                .map(data -> new Folder(data.item(3).word(), false))
                .filter(folder -> !folder.name().isEmpty() && isSafe(folder.name()))
                .limit(OTHERS_MAX)
                .forEach(found::add);
        return found;
    }

    private static boolean isJunk(ImapResponse.Told data) {
        List<String> flags = flags(data);
        if (flags.contains("\\NOSELECT") || flags.contains("\\NONEXISTENT")) {
            return false;
        }
        return flags.contains("\\JUNK") || JUNK.contains(lastPart(data));
    }

    private static List<String> flags(ImapResponse.Told data) {
        return data.item(1).list().stream()
                .map(item -> item.word().toUpperCase(Locale.ROOT))
                .toList();
    }

    private static String lastPart(ImapResponse.Told data) {
        String name = data.item(3).word().toLowerCase(Locale.ROOT);
        String separator = data.item(2).word();
        int at = separator.isEmpty() ? -1 : name.lastIndexOf(separator.toLowerCase(Locale.ROOT));
        return name.substring(at + 1);
    }

    /** Last parts of names of folders for sent mail, as {@link #JUNK}. */
    private static final Set<String> SENT = Set.of(
            "sent",
            "sent mail",
            "sent messages",
            "sent items",
            "outbox",
            // In simplified Chinese: sent, sent mail
            "&xfjr0ziq-",
            "&xfjt0zau9z1-",
            // In Russian: sent
            "&bb4eqgq/bebaswowbduepqq9bksenq-");

    /** The folder for sent mail: by special use (RFC 6154) where the server says it, else by name; empty if there is none. */
    static Optional<String> sent(List<ImapResponse.Told> listed) {
        List<ImapResponse.Told> folders = listed.stream()
                .filter(data -> data.word(0).equals("LIST"))
                .filter(data ->
                        !flags(data).contains("\\NOSELECT") && !flags(data).contains("\\NONEXISTENT"))
                .filter(data ->
                        !data.item(3).word().isEmpty() && isSafe(data.item(3).word()))
                .toList();
        return folders.stream()
                .filter(data -> flags(data).contains("\\SENT"))
                .findFirst()
                .or(() -> folders.stream()
                        .filter(data -> SENT.contains(lastPart(data)))
                        .findFirst())
                .map(data -> data.item(3).word());
    }

    private static boolean isSafe(String name) {
        return name.chars().noneMatch(c -> c < ' ' || c == 0x7f) && name.length() <= 500;
    }

    /** A name as it goes into a command. */
    static String quoted(String name) {
        return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
