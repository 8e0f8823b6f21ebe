package dev.rebound.classify.text;

/** What a piece of text without spaces looks like. */
enum Shape {
    IP,
    HOST,
    /** A queue id, message id or hash: long, letters and digits mixed. */
    ID,
    WORDS;

    private static final int ID_LENGTH_MIN = 12;
    private static final int ID_DIGITS_MIN = 4;

    static Shape of(char[] source, int from, int to) {
        int digits = 0;
        int letters = 0;
        int dots = 0;
        int lastDot = -1;
        for (int at = from; at < to; at++) {
            char c = source[at];
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c == '.') {
                if (at == lastDot + 1 || at == from) {
                    return WORDS;
                }
                dots++;
                lastDot = at;
            } else if (Characters.isLetter(c)) {
                letters++;
            } else if (c != '-' && c != '_') {
                return WORDS;
            }
        }
        if (letters == 0) {
            return dots == 3 && digits >= 4 && digits + dots == to - from ? IP : WORDS;
        }
        if (dots > 0 && isTopLevel(source, lastDot + 1, to)) {
            return HOST;
        }
        return to - from >= ID_LENGTH_MIN && digits >= ID_DIGITS_MIN ? ID : WORDS;
    }

    /** At least two letters and nothing else, or an internationalised label. */
    private static boolean isTopLevel(char[] source, int from, int to) {
        if (Characters.startsWith(source, from, to, "xn--")) {
            return true;
        }
        for (int at = from; at < to; at++) {
            char c = source[at];
            if (!Characters.isLetter(c)) {
                return false;
            }
        }
        return to - from >= 2;
    }

    /** Hexadecimal digits and at least two colons: {@code 2001:db8::1}, also with {@code IPv6:} before. */
    static boolean isIpv6(char[] source, int from, int to) {
        int start = Characters.startsWith(source, from, to, "ipv6:") ? from + 5 : from;
        int colons = 0;
        for (int at = start; at < to; at++) {
            char c = source[at];
            if (c == ':') {
                colons++;
            } else if (Character.digit(c, 16) < 0 && c != '.') {
                return false;
            }
        }
        return colons >= 2;
    }

    /**
     * The enhanced status code that the text is, as {@link NormalText#packed} packs it, or -1 if it is
     * none: {@code 4} or {@code 5}, then twice a dot and one to three digits.
     */
    static int status(char[] source, int from, int to) {
        if (to - from < 5 || to - from > 9 || source[from + 1] != '.') {
            return -1;
        }
        int dot = Characters.indexOf(source, '.', from + 2, to);
        int subject = number(source, from + 2, dot);
        int detail = number(source, dot + 1, to);
        return subject < 0 || detail < 0 ? -1 : NormalText.packed(source[from] - '0', subject, detail);
    }

    /** One to three digits, or -1. */
    private static int number(char[] source, int from, int to) {
        if (from >= to || to - from > 3) {
            return -1;
        }
        int number = 0;
        for (int at = from; at < to; at++) {
            int digit = source[at] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    /** The number that the first three characters are, or -1. */
    static int threeDigits(char[] source, int from, int to) {
        return to - from < 3 ? -1 : number(source, from, from + 3);
    }
}
