package dev.rebound.classify.text;

import dev.rebound.core.smtp.EnhancedStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads a source once from left to right and writes a {@link NormalText}.
 *
 * <p>The source is cut into chunks at white space and brackets. A chunk is then the first of: a
 * URL, an address, an IP address, a code, a host name, an id; otherwise it is cut once more at its
 * punctuation until plain words remain. Each character is looked at a bounded number of times, so
 * the cost is linear in the length of the source.
 */
final class Normaliser {

    /** Chunks are cut at inner punctuation at most this many times; the rest is read as words. */
    private static final int CUTS_MAX = 64;

    private final String source;
    private final int end;
    private final NormalTextWriter out;
    private final List<NormalText.CodeMention> codes = new ArrayList<>(4);
    private int firstCode;

    Normaliser(String source) {
        this.source = source;
        this.end = Math.min(source.length(), NormalText.SOURCE_LENGTH_MAX);
        this.out = new NormalTextWriter(end);
    }

    NormalText read() {
        int at = 0;
        while (at < end) {
            if (isDelimiter(at)) {
                out.breakWord();
                at++;
            } else {
                int from = at;
                do {
                    at++;
                } while (at < end && !isDelimiter(at));
                chunk(from, at);
                out.breakWord();
            }
        }
        return out.finish(end, codes);
    }

    private boolean isDelimiter(int at) {
        char c = source.charAt(at);
        if (c == '.') {
            return at + 1 < end && source.charAt(at + 1) == '.';
        }
        return c <= ' ' || Characters.isBracketOrComma(c) || (c >= 0x80 && Characters.isBreakBeyondAscii(c));
    }

    private void chunk(int from, int to) {
        int first = from;
        int last = to;
        while (first < last && Characters.isTrimmed(source.charAt(first))) {
            first++;
        }
        while (last > first && Characters.isTrimmed(source.charAt(last - 1))) {
            last--;
        }
        if (first == last || url(first, last) || address(first, last)) {
            return;
        }
        int at = first;
        for (int cuts = 0; at < last && cuts < CUTS_MAX; cuts++) {
            int cut = Characters.endOfPart(source, at, last);
            part(at, cut);
            out.breakWord();
            at = cut + 1;
        }
        if (at < last) {
            words(at, last);
        }
    }

    /** What is between the punctuation inside a chunk: {@code 550-5.1.1}, {@code mx.x.example}, words. */
    private void part(int from, int to) {
        int last = to;
        while (last > from && source.charAt(last - 1) == '.') {
            last--;
        }
        if (from >= last || codes(from, last)) {
            return;
        }
        Shape shape = Shape.of(source, from, last);
        switch (shape) {
            case IP -> out.mask(NormalText.IP, from, last - 1);
            case HOST -> verbatim(from, last);
            case ID -> out.mask(NormalText.ID, from, last - 1);
            case WORDS -> words(from, last);
        }
    }

    private boolean url(int from, int to) {
        int at = Characters.startOfUrl(source, from, to);
        if (at < 0) {
            return false;
        }
        if (at > from) {
            chunk(from, at);
            out.breakWord();
        }
        verbatim(at, to);
        return true;
    }

    private boolean address(int from, int to) {
        int at = source.indexOf('@', from);
        if (at <= from || at >= to - 1) {
            return ipv6(from, to);
        }
        // "not found:kim@dept.example" and "kim@dept.example:user unknown": words stuck to the address
        int first = Math.max(from, source.lastIndexOf(':', at) + 1);
        int last = Characters.endOfDomain(source, at + 1, to);
        if (first == at || last == at + 1) {
            return false;
        }
        chunk(from, Math.max(from, first - 1));
        out.mask(NormalText.ADDRESS, first, last - 1);
        chunk(last, to);
        return true;
    }

    private boolean ipv6(int from, int to) {
        if (!Shape.isIpv6(source, from, to)) {
            return false;
        }
        out.mask(NormalText.IP, from, to - 1);
        return true;
    }

    /** Takes out {@code 550}, {@code 5.1.1}, {@code 550-5.1.1} and the code of {@code 550-text}. */
    private boolean codes(int from, int to) {
        char c = source.charAt(from);
        if (c != '5' && c != '4') {
            return false;
        }
        int number = Shape.threeDigits(source, from, to);
        if (number >= 400 && number <= 599) {
            boolean alone = from + 3 == to;
            if (alone ? isCodePlace(from) : source.charAt(from + 3) == '-') {
                mentioned(from, number);
                if (!alone) {
                    part(from + 4, to);
                }
                return true;
            }
        }
        return status(from, to);
    }

    private boolean status(int from, int to) {
        if (!Shape.isStatus(source, from, to)) {
            return false;
        }
        Optional<EnhancedStatus> status = EnhancedStatus.parse(source.substring(from, to));
        status.ifPresent(found -> {
            takeBackCode(from);
            codes.add(new NormalText.CodeMention(from, 0, status));
        });
        return status.isPresent();
    }

    /** In {@code said 550 5.1.1} only the second code shows that the first was one. */
    private void takeBackCode(int statusAt) {
        int length = out.length();
        if (length < 4 || out.byteAt(length - 4) != ' ') {
            return;
        }
        int number = 0;
        for (int i = length - 3; i < length; i++) {
            int digit = out.byteAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return;
            }
            number = number * 10 + digit;
        }
        if (number >= 400 && number <= 599) {
            out.truncate(length - 3, out.word() - 1);
            mentioned(Math.max(0, statusAt - 4), number);
        }
    }

    private void mentioned(int at, int number) {
        if (firstCode == 0) {
            firstCode = number;
        }
        codes.add(new NormalText.CodeMention(at, number, Optional.empty()));
    }

    /** A number is a code at the start, on a new line, after punctuation, or when seen as one before. */
    private boolean isCodePlace(int from) {
        int number = Shape.threeDigits(source, from, from + 3);
        if (number == firstCode) {
            return true;
        }
        for (int at = from - 1; at >= 0; at--) {
            char c = source.charAt(at);
            if (c == '\n' || c == '\r') {
                return true;
            }
            if (c > ' ') {
                return !Character.isLetterOrDigit(c);
            }
        }
        return true;
    }

    private void verbatim(int from, int to) {
        for (int at = from; at < to; at++) {
            char c = source.charAt(at);
            if (c < 0x80) {
                out.append(Folding.foldAscii(c), at);
            } else {
                folded(c, at);
            }
        }
        out.breakWord();
    }

    private void words(int from, int to) {
        int at = from;
        while (at < to) {
            int start = at;
            while (at < to && Characters.isWordPart(source.charAt(at))) {
                at++;
            }
            word(start, at);
            boolean joined = at - start == 1 && Characters.isEmailHyphen(source, start, to);
            if (!joined) {
                out.breakWord();
            }
            at++;
        }
    }

    private void word(int from, int to) {
        boolean apostrophe = false;
        for (int at = from; at < to; at++) {
            apostrophe |= Characters.isApostrophe(source.charAt(at));
        }
        if (apostrophe || (to - from == 6 && source.regionMatches(true, from, "cannot", 0, 6))) {
            contraction(from, to);
            return;
        }
        for (int at = from; at < to; at++) {
            char c = source.charAt(at);
            if (c < 0x80) {
                out.append(Folding.foldAscii(c), at);
            } else {
                folded(c, at);
            }
        }
    }

    private void contraction(int from, int to) {
        String spoken = Characters.withoutContraction(
                source.substring(from, to).toLowerCase(Locale.ROOT).replace('\u2019', '\''));
        for (int i = 0; i < spoken.length(); i++) {
            char c = spoken.charAt(i);
            int origin = Math.min(from + i, to - 1);
            if (c == ' ') {
                out.breakWord();
            } else if (c < 0x80) {
                out.append(c, origin);
            } else {
                folded(c, origin);
            }
        }
    }

    private void folded(char c, int origin) {
        String folded = Folding.fold(c);
        for (int i = 0; i < folded.length(); i++) {
            out.append(folded.charAt(i), origin);
        }
    }
}
