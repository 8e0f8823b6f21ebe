package dev.rebound.parse.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * XMail: a line for programs, {@code XMail bounce: Rcpt=[ann@example.org];Error=[550 no such user]}, above the same
 * for people (the server's documentation, "Mail bounce").
 */
final class XMail implements Dialect {

    private static final String RECIPIENT = "rcpt=[";
    private static final String ERROR = "error=[";
    private static final String SERVER = "Server:";
    private static final List<String> MARKS = List.of("xmail bounce: " + RECIPIENT);

    @Override
    public String name() {
        return "xmail";
    }

    @Override
    public boolean speaks(NoticeText text) {
        return text.saysAny(MARKS);
    }

    @Override
    public List<String> words() {
        return MARKS;
    }

    @Override
    public List<Notice> read(NoticeText text) {
        List<Notice> notices = new ArrayList<>();
        for (String line : text.lines()) {
            if (notices.size() < Blocks.NOTICES_MAX) {
                notice(line).ifPresent(notices::add);
            }
        }
        String server = text.lines().stream()
                .filter(line -> line.regionMatches(true, 0, SERVER, 0, SERVER.length()))
                .findFirst()
                .map(line -> "\n" + line)
                .orElse("");
        notices.replaceAll(notice -> notice.withText(notice.text() + server));
        return notices;
    }

    private static Optional<Notice> notice(String line) {
        String lower = line.toLowerCase(Locale.ROOT);
        int recipient = lower.indexOf(RECIPIENT);
        int close = recipient < 0 ? -1 : line.indexOf(']', recipient);
        if (close < 0) {
            return Optional.empty();
        }
        int error = lower.indexOf(ERROR, close);
        int end = line.lastIndexOf(']');
        String said = error < 0 || end < error ? "" : line.substring(error + ERROR.length(), end);
        return Addresses.bare(line.substring(recipient + RECIPIENT.length(), close))
                .map(address -> Notice.of(address, said, Outcome.FAILED));
    }
}
