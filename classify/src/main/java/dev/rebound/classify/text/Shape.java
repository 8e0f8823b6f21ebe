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

    static Shape of(String source, int from, int to) {
        int digits = 0;
        int letters = 0;
        int dots = 0;
        int lastDot = -1;
        for (int at = from; at < to; at++) {
            char c = source.charAt(at);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c == '.') {
                if (at == lastDot + 1 || at == from) {
                    return WORDS;
                }
                dots++;
                lastDot = at;
            } else if (isLetter(c)) {
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

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    /** At least two letters and nothing else, or an internationalised label. */
    private static boolean isTopLevel(String source, int from, int to) {
        if (source.regionMatches(true, from, "xn--", 0, 4)) {
            return true;
        }
        for (int at = from; at < to; at++) {
            char c = source.charAt(at);
            if (!isLetter(c)) {
                return false;
            }
        }
        return to - from >= 2;
    }

    /** Hexadecimal digits and at least two colons: {@code 2001:db8::1}, also with {@code IPv6:} before. */
    static boolean isIpv6(String source, int from, int to) {
        int start = source.regionMatches(true, from, "ipv6:", 0, 5) ? from + 5 : from;
        int colons = 0;
        for (int at = start; at < to; at++) {
            char c = source.charAt(at);
            if (c == ':') {
                colons++;
            } else if (Character.digit(c, 16) < 0 && c != '.') {
                return false;
            }
        }
        return colons >= 2;
    }

    /** {@code 5.1.1} and the like, by form only. */
    static boolean isStatus(String source, int from, int to) {
        int length = to - from;
        if (length < 5 || length > 9 || source.charAt(from + 1) != '.') {
            return false;
        }
        int dots = 0;
        for (int at = from; at < to; at++) {
            char c = source.charAt(at);
            if (c == '.') {
                dots++;
            } else if (c < '0' || c > '9') {
                return false;
            }
        }
        return dots == 2;
    }

    /** The number that the first three characters are, or -1. */
    static int threeDigits(String source, int from, int to) {
        if (to - from < 3) {
            return -1;
        }
        int number = 0;
        for (int at = from; at < from + 3; at++) {
            int digit = source.charAt(at) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
