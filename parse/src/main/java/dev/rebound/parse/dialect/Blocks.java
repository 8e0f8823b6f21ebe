package dev.rebound.parse.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The form that nearly all mailers share: a line that opens with an address, and below it what went wrong.
 * A block ends with the next such line at the same indentation; its text is its first paragraph, or all of
 * it. Addresses in a row with nothing between them share the text that follows.
 */
final class Blocks {

    /** Recipients taken from one text. */
    static final int NOTICES_MAX = 1_000;
    /** Characters of what is said about one of several recipients. */
    static final int TEXT_LENGTH_MAX = 2_048;

    /** A line that opens a block. */
    record Head(String address, Optional<String> original, String rest, int indent) {}

    /** How much of what follows a head belongs to it. */
    enum Extent {
        /** What stands on its line and right below it. */
        ADJACENT,
        PARAGRAPH,
        ALL
    }

    private static final Openings ORIGINS =
            new Openings(List.of("(generated from", "(ultimately generated from", "(expanded from"));

    private Blocks() {}

    static List<Notice> read(List<String> lines, int from, int to, Extent extent, Outcome outcome) {
        List<Notice> notices = new ArrayList<>();
        int indent = -1;
        int i = from;
        while (i < to && notices.size() < NOTICES_MAX) {
            Optional<Head> head = head(lines.get(i));
            if (head.isEmpty() || (indent >= 0 && head.get().indent() != indent)) {
                i++;
                continue;
            }
            indent = head.get().indent();
            int end = i + 1;
            while (end < to && !opens(lines.get(end), indent)) {
                end++;
            }
            notices.add(notice(head.get(), lines, i + 1, end, extent, outcome));
            i = end;
        }
        return shared(notices);
    }

    private static boolean opens(String line, int indent) {
        return line.indexOf('@') >= 0
                && head(line).filter(h -> h.indent() == indent).isPresent();
    }

    private static Notice notice(Head head, List<String> lines, int from, int to, Extent extent, Outcome outcome) {
        StringBuilder text = new StringBuilder(head.rest());
        Optional<String> original = head.original();
        for (int i = from; i < to; i++) {
            String line = lines.get(i).strip();
            boolean ends = extent == Extent.ADJACENT || (extent == Extent.PARAGRAPH && !text.isEmpty());
            if (line.isEmpty() && ends) {
                break;
            }
            if (original.isEmpty() && isOrigin(line)) {
                original = Addresses.first(line);
            } else if (!line.isEmpty()) {
                text.append(text.isEmpty() ? "" : "\n").append(line);
            }
        }
        return new Notice(Optional.of(head.address()), original, text.toString(), outcome);
    }

    /** {@code (generated from ann@example.org)}, as Exim and Sendmail write below an address. */
    private static boolean isOrigin(String line) {
        return ORIGINS.at(line, 0);
    }

    private static List<Notice> shared(List<Notice> notices) {
        List<Notice> filled = new ArrayList<>(notices);
        for (int i = filled.size() - 2; i >= 0; i--) {
            if (filled.get(i).text().isEmpty()) {
                filled.set(i, filled.get(i).withText(filled.get(i + 1).text()));
            }
        }
        return filled;
    }

    /** Reads {@code <a@b>: text}, {@code a@b}, {@code * a@b}, {@code a@b: text}, {@code a@b [text]}. */
    static Optional<Head> head(String line) {
        if (line.indexOf('@') < 0 && line.indexOf('<') < 0) {
            return Optional.empty();
        }
        int start = 0;
        while (start < line.length() && " \t*>-\u2022\u00b7".indexOf(line.charAt(start)) >= 0) {
            start++;
        }
        if (start >= line.length()) {
            return Optional.empty();
        }
        return line.charAt(start) == '<' ? bracketed(line, start) : plain(line, start);
    }

    private static Optional<Head> bracketed(String line, int start) {
        int close = line.indexOf('>', start);
        String inside = close < 0 ? "" : line.substring(start + 1, close).strip();
        if (inside.isEmpty() || inside.length() > 320 || inside.contains("://") || inside.indexOf(' ') >= 0) {
            return Optional.empty();
        }
        if (inside.indexOf('@') < 0 && (close + 1 >= line.length() || line.charAt(close + 1) != ':')) {
            return Optional.empty();
        }
        String rest = line.substring(close + 1).strip();
        Optional<String> original = Optional.empty();
        if (rest.startsWith("(expanded from")) {
            int end = rest.indexOf(')');
            original = Addresses.bare(end < 0 ? rest : rest.substring(0, end));
            rest = end < 0 ? "" : rest.substring(end + 1).strip();
        }
        rest = rest.startsWith(":") ? rest.substring(1).strip() : rest;
        return Addresses.bare("<" + inside + ">").map(AddressForm::unwrapped).map(withOriginal(original, rest, start));
    }

    private static Function<String, Head> withOriginal(Optional<String> original, String rest, int indent) {
        return address -> new Head(address, original, rest, indent);
    }

    private static Optional<Head> plain(String line, int start) {
        int end = start;
        while (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
            end++;
        }
        String token = line.substring(start, end);
        if (token.indexOf('@') <= 0 || token.length() > 330) {
            return Optional.empty();
        }
        Optional<String> address = AddressForm.whole(token);
        String rest = line.substring(end).strip();
        return address.map(withOriginal(
                Optional.empty(), rest.startsWith(":") ? rest.substring(1).strip() : rest, start));
    }
}
