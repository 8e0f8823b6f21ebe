package dev.rebound.parse.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Exim and those who copied its words (Zoho, Mail.ru, cPanel). Addresses are indented by two, what is said
 * about them by four. Instead of an address there may be a pipe, a file or "an undisclosed address"; then the
 * line {@code (generated from ann@example.org)} names the one that was sent to.
 */
final class Exim implements Dialect {

    private static final List<String> MARKS = List.of(
            "this message was created automatically by mail delivery software",
            "this message was created automatically by the smtp relay",
            "this message has been created automatically by mail delivery software",
            "the following address(es) failed",
            "following addresses failed",
            "the address to which the message has not yet been delivered",
            "the addresses to which the message has not yet been delivered",
            "recipients. this is a permanent error",
            "recipients. this is a temporary error");

    /** Lines after which the addresses come. */
    private static final List<String> BEFORE_ADDRESSES = List.of(
            "following address(es) failed",
            "address(es) failed",
            "addresses failed",
            "not yet been delivered is",
            "not yet been delivered are",
            "this is a permanent error",
            "this is a temporary error",
            "could not be delivered to");

    @Override
    public String name() {
        return "exim";
    }

    @Override
    public boolean speaks(NoticeText text) {
        return text.saysAny(MARKS);
    }

    @Override
    public List<Notice> read(NoticeText text) {
        int start = start(text) + 1;
        List<String> lines = text.lines();
        Outcome outcome = PhraseBook.outcome(text);
        List<Notice> notices = byIndent(lines, start, outcome);
        return notices.isEmpty() ? Blocks.read(lines, start, lines.size(), Blocks.Extent.PARAGRAPH, outcome) : notices;
    }

    private static int start(NoticeText text) {
        for (String words : BEFORE_ADDRESSES) {
            int line = text.lineWith(words);
            if (line >= 0) {
                return line;
            }
        }
        return -1;
    }

    private static List<Notice> byIndent(List<String> lines, int start, Outcome outcome) {
        List<Notice> notices = new ArrayList<>();
        int headIndent = -1;
        int i = start;
        while (i < lines.size() && notices.size() < Blocks.NOTICES_MAX) {
            String line = lines.get(i);
            int indent = indent(line);
            if (line.isBlank() || indent == 0 || (headIndent >= 0 && indent > headIndent)) {
                i++;
                continue;
            }
            headIndent = indent;
            int end = i + 1;
            while (end < lines.size() && !lines.get(end).isBlank() && indent(lines.get(end)) > headIndent) {
                end++;
            }
            block(lines.subList(i, end), outcome).ifPresent(notices::add);
            i = end;
        }
        return notices;
    }

    private static int indent(String line) {
        int indent = 0;
        while (indent < line.length() && (line.charAt(indent) == ' ' || line.charAt(indent) == '\t')) {
            indent++;
        }
        return indent;
    }

    private static Optional<Notice> block(List<String> lines, Outcome outcome) {
        Optional<Blocks.Head> head = Blocks.head(lines.getFirst());
        Optional<String> origin = Optional.empty();
        StringBuilder text = new StringBuilder(head.map(Blocks.Head::rest).orElse(""));
        for (String line : lines.subList(1, lines.size())) {
            String bare = line.strip();
            if (origin.isEmpty() && bare.toLowerCase(Locale.ROOT).contains("generated from ")) {
                origin = Addresses.first(bare);
            } else {
                text.append(text.isEmpty() ? "" : "\n").append(bare);
            }
        }
        Optional<String> address = head.map(Blocks.Head::address).or(() -> local(lines.getFirst(), lines.size() > 1));
        if (address.isEmpty() && origin.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                address.isPresent()
                        ? new Notice(address, origin, text.toString(), outcome)
                        : new Notice(origin, Optional.empty(), text.toString(), outcome));
    }

    /** Local users are named without a domain, by old versions with a colon. */
    private static Optional<String> local(String line, boolean explained) {
        String bare = line.strip();
        boolean word = (bare.endsWith(":") || explained) && bare.length() > 1 && bare.length() < 65;
        return word && bare.chars().allMatch(c -> Character.isLetterOrDigit(c) || ".-_+:".indexOf(c) >= 0)
                ? Optional.of(bare.endsWith(":") ? bare.substring(0, bare.length() - 1) : bare)
                : Optional.empty();
    }
}
