package dev.rebound.classify.text;

import java.nio.charset.StandardCharsets;

/**
 * Reads a source once from left to right and writes a {@link NormalText}.
 *
 * <p>The source is cut into chunks at white space and brackets. Most chunks are a plain word, which is
 * copied at once. Any other is the first of: a URL, an address, an IP address, a code, a host name, an
 * id; otherwise it is cut once more at its punctuation until plain words remain. Each character is
 * looked at a bounded number of times, whatever the source: nothing searches beyond its own chunk, and
 * what was searched once is not searched again. {@link #looks} lets a test hold that.
 *
 * <p>One may be used again and again, by one thread at a time; it keeps its memory, and each text it
 * made is good until it makes the next.
 */
public final class Normaliser {

    /** Chunks are cut at inner punctuation at most this many times; the rest is read as words. */
    private static final int CUTS_MAX = 64;

    private static final byte[] ADDRESS = NormalText.ADDRESS.getBytes(StandardCharsets.US_ASCII);
    private static final byte[] IP = NormalText.IP.getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ID = NormalText.ID.getBytes(StandardCharsets.US_ASCII);

    private final NormalTextWriter out = new NormalTextWriter();
    private char[] source = new char[256];
    private int end;
    private int firstCode;
    private long looks;

    /** Rewrites a text; never fails, whatever the text. */
    public NormalText read(String text) {
        String read = text.substring(0, Math.min(text.length(), NormalText.SOURCE_LENGTH_MAX));
        Decoding decoding = Decoding.of(read);
        take(decoding == null ? read : decoding.text());
        firstCode = 0;
        out.start();
        int at = 0;
        while (at < end) {
            at = isDelimiter(at) ? at + 1 : chunkAt(at);
            out.breakWord();
        }
        looks += decoding == null ? end : end + read.length();
        return out.finish(decoding);
    }

    private void take(String text) {
        end = Math.min(text.length(), NormalText.SOURCE_LENGTH_MAX);
        if (source.length < end) {
            source = new char[Math.max(end, 2 * source.length)];
        }
        text.getChars(0, end, source, 0);
    }

    /** How often a character was looked at, in all texts so far; every method adds what it scans. */
    public long looks() {
        return looks;
    }

    private boolean isDelimiter(int at) {
        char c = source[at];
        return c == '.' ? at + 1 < end && source[at + 1] == '.' : Characters.isDelimiter(c);
    }

    /**
     * Reads the chunk that starts here and says where it ends. Its letters are written while they are
     * read, and taken back if they turn out not to be a word by themselves.
     */
    private int chunkAt(int from) {
        int behindLetters = out.letters(source, from, end);
        int at = behindLetters;
        while (at < end && Characters.isTrimmed(source[at]) && !isDelimiter(at)) {
            at++;
        }
        if (behindLetters > from && (at == end || isDelimiter(at))) {
            if (isCannot(from, behindLetters)) {
                out.takeBack();
                contraction(from, behindLetters);
            }
            return at;
        }
        out.takeBack();
        return mixedChunk(from, behindLetters);
    }

    /** Reads a chunk that is not only letters; these are looked at already. */
    private int mixedChunk(int from, int behindLetters) {
        int at = behindLetters;
        int marks = 0;
        while (at < end && !isDelimiter(at)) {
            marks |= Characters.marks(source[at]);
            at++;
        }
        looks += 2L * (at - from);
        if (!Characters.isTelling(marks)) {
            // letters of any script and hyphens: nothing but words can come of it
            words(from, at);
        } else if (!Characters.isLinking(marks)) {
            unlinked(from, at);
        } else {
            chunk(from, at);
        }
        return at;
    }

    private boolean isCannot(int from, int to) {
        return to - from == 6 && Characters.startsWith(source, from, to, "cannot");
    }

    /** A chunk without a character that every URL, address and IPv6 address has. */
    private void unlinked(int from, int to) {
        int first = Characters.behindTrimmed(source, from, to);
        int last = Characters.beforeTrimmed(source, first, to);
        if (Characters.startsWith(source, first, last, "www.")) {
            verbatim(first, last);
        } else if (first < last) {
            parts(first, last);
        }
    }

    private void chunk(int from, int to) {
        int first = from;
        int last = to;
        int slash = -1;
        while (true) {
            first = Characters.behindTrimmed(source, first, last);
            last = Characters.beforeTrimmed(source, first, last);
            if (first == last) {
                return;
            }
            if (slash < first) {
                slash = Characters.indexOf(source, '/', first, last);
                looks += slash - first;
            }
            if (url(first, Math.min(slash, last), last)) {
                return;
            }
            int rest = address(first, last);
            if (rest < 0) {
                break;
            }
            first = rest;
        }
        if (first < last) {
            parts(first, last);
        }
    }

    private void parts(int from, int to) {
        looks += to - from;
        int at = from;
        for (int cuts = 0; at < to && cuts < CUTS_MAX; cuts++) {
            int cut = Characters.endOfPart(source, at, to);
            part(at, cut);
            out.breakWord();
            at = cut + 1;
        }
        if (at < to) {
            words(at, to);
        }
    }

    /** What is between the punctuation inside a chunk: {@code 550-5.1.1}, {@code mx.x.example}, words. */
    private void part(int from, int to) {
        int last = to;
        while (last > from && source[last - 1] == '.') {
            last--;
        }
        int first = codes(from, last);
        if (first >= last) {
            return;
        }
        looks += last - first;
        switch (Shape.of(source, first, last)) {
            case IP -> out.mask(IP, first, last - 1);
            case HOST -> verbatim(first, last);
            case ID -> out.mask(ID, first, last - 1);
            case WORDS -> words(first, last);
        }
    }

    private boolean url(int from, int slash, int to) {
        int at = startOfUrl(from, slash, to);
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

    /** Index of {@code http://}, {@code https://}, {@code www.} or a host followed by a path; else -1. */
    private int startOfUrl(int from, int slash, int to) {
        if (Characters.startsWith(source, from, to, "www.")) {
            return from;
        }
        if (slash <= from || slash >= to - 1) {
            return -1;
        }
        if (source[slash - 1] == ':' && source[slash + 1] == '/') {
            int at = slash - 1;
            while (at > from && Character.isLetter(source[at - 1])) {
                at--;
            }
            looks += slash - at;
            return at;
        }
        // ends at the first character that no host has, so that no stretch is looked at for two chunks
        return Shape.of(source, from, slash) == Shape.HOST ? from : -1;
    }

    /** Masks the address or IP address in a chunk; where to go on behind it, or -1 if there is none. */
    private int address(int from, int to) {
        int at = Characters.indexOf(source, '@', from, to);
        looks += at - from;
        if (at == from || at >= to - 1) {
            return ipv6(from, to);
        }
        // "not found:kim@dept.example" and "kim@dept.example:user unknown": words stuck to the address
        int first = at;
        while (first > from && source[first - 1] != ':') {
            first--;
        }
        int last = Characters.endOfDomain(source, at + 1, to);
        looks += last - first;
        if (first == at || last == at + 1) {
            return -1;
        }
        if (first - 1 > from) {
            chunk(from, first - 1);
        }
        out.mask(ADDRESS, first, last - 1);
        return last;
    }

    private int ipv6(int from, int to) {
        looks += to - from;
        if (!Shape.isIpv6(source, from, to)) {
            return -1;
        }
        out.mask(IP, from, to - 1);
        return to;
    }

    /**
     * Takes out {@code 550}, {@code 5.1.1}, {@code 550-5.1.1} and the code of {@code 550-text}; where
     * the words behind them begin.
     */
    private int codes(int from, int to) {
        int at = from;
        while (at < to && (source[at] == '5' || source[at] == '4')) {
            int number = Shape.threeDigits(source, at, to);
            boolean alone = at + 3 == to;
            if (number >= 400 && number <= 599 && (alone ? isCodePlace(at) : source[at + 3] == '-')) {
                mentioned(at, number);
                at += alone ? 3 : 4;
            } else {
                return status(at, to) ? to : at;
            }
        }
        return at;
    }

    private boolean status(int from, int to) {
        int status = Shape.status(source, from, to);
        if (status < 0) {
            return false;
        }
        takeBackCode(from);
        out.code(from, status);
        return true;
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
            out.takeBackWord(length - 3);
            mentioned(Math.max(0, statusAt - 4), number);
        }
    }

    private void mentioned(int at, int number) {
        if (firstCode == 0) {
            firstCode = number;
        }
        out.code(at, number);
    }

    /** A number is a code at the start, on a new line, after punctuation, or when seen as one before. */
    private boolean isCodePlace(int from) {
        if (Shape.threeDigits(source, from, from + 3) == firstCode) {
            return true;
        }
        for (int at = from - 1; at >= 0; at--) {
            char c = source[at];
            looks++;
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
        copy(from, to);
        out.breakWord();
    }

    /** Copies a stretch, folded; stretches of ASCII at once. */
    private void copy(int from, int to) {
        looks += 2L * (to - from);
        int at = from;
        while (at < to) {
            int start = at;
            while (at < to && source[at] < 0x80) {
                at++;
            }
            if (at > start) {
                out.ascii(source, start, at);
            } else {
                folded(source[at], at);
                at++;
            }
        }
    }

    private void words(int from, int to) {
        looks += to - from;
        int at = from;
        while (at < to) {
            int start = at;
            while (at < to && Characters.isWordPart(source[at])) {
                at++;
            }
            word(start, at);
            boolean joined = at - start == 1 && Characters.startsWith(source, start, to, "e-mail");
            if (!joined) {
                out.breakWord();
            }
            at++;
        }
    }

    private void word(int from, int to) {
        boolean apostrophe = false;
        for (int at = from; at < to; at++) {
            apostrophe |= Characters.isApostrophe(source[at]);
        }
        if (apostrophe || isCannot(from, to)) {
            contraction(from, to);
            return;
        }
        copy(from, to);
    }

    private void contraction(int from, int to) {
        String spoken = Characters.withoutContraction(new String(source, from, to - from));
        for (int i = 0; i < spoken.length(); i++) {
            char c = spoken.charAt(i);
            if (c == ' ') {
                out.breakWord();
            } else {
                folded(c, Math.min(from + i, to - 1));
            }
        }
    }

    private void folded(char c, int origin) {
        if (c < 0x80) {
            out.append(Folding.foldAscii(c), origin);
        } else if (Folding.isItsOwn(c)) {
            out.append(c, origin);
        } else {
            String folded = Folding.fold(c, origin + 1 < end ? source[origin + 1] : ' ');
            for (int i = 0; i < folded.length(); i++) {
                out.append(folded.charAt(i), origin);
            }
        }
    }
}
