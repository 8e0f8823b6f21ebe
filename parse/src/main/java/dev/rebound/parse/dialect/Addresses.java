package dev.rebound.parse.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds email addresses in text. Deliberately wider than what mail can be sent to: a report names whatever
 * address failed, however broken. Each search is one pass.
 */
public final class Addresses {

    /** Characters of an address that are kept (RFC 5321 allows 64 + 1 + 255 octets). */
    private static final int LENGTH_MAX = 320;

    private static final String LOCAL_SYMBOLS = "!#$%&'*+-/=?^_`{|}~.";

    private Addresses() {}

    /**
     * An address and where it stands.
     *
     * @param start first character, angle bracket not counted
     * @param end behind the last character
     */
    public record Hit(String address, int start, int end) {}

    /** All addresses of a line or text, in order. */
    public static List<Hit> all(String text) {
        List<Hit> hits = new ArrayList<>();
        int from = 0;
        for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
            int start = localStart(text, at, from);
            int end = domainEnd(text, at + 1);
            if (start < at && end > at + 1 && end - start <= LENGTH_MAX) {
                hits.add(new Hit(text.substring(start, end), start, end));
                from = end;
                at = end - 1;
            }
        }
        return hits;
    }

    /** The first address of a text. */
    public static Optional<String> first(String text) {
        List<Hit> hits = text.indexOf('@') < 0 ? List.of() : all(text);
        return hits.isEmpty() ? Optional.empty() : Optional.of(hits.getFirst().address());
    }

    private static int localStart(String text, int at, int from) {
        if (at > from && text.charAt(at - 1) == '"') {
            int open = text.lastIndexOf('"', at - 2);
            return open >= from && at - open <= 66 ? open : at;
        }
        int start = at;
        while (start > from && at - start < LENGTH_MAX && isLocal(text.charAt(start - 1))) {
            start--;
        }
        // Texts put quotes, equals signs and dots right before an address.
        while (start < at && "'`=./*?".indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        return start;
    }

    private static boolean isLocal(char c) {
        return isLetterOrDigit(c) || LOCAL_SYMBOLS.indexOf(c) >= 0;
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static int domainEnd(String text, int from) {
        int end = from;
        if (end < text.length() && text.charAt(end) == '[') {
            int close = text.indexOf(']', end);
            return close < 0 || close - end > 48 ? from : close + 1;
        }
        while (end < text.length() && end - from < 255 && isDomain(text.charAt(end))) {
            end++;
        }
        while (end > from && ".-_".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end;
    }

    private static boolean isDomain(char c) {
        return isLetterOrDigit(c) || c == '.' || c == '-' || c == '_';
    }

    /**
     * The address of a field of a report or of a bracketed text: address type, brackets, quotes, source route
     * and comments taken off. What is left may lack a domain; empty if nothing is left.
     */
    public static Optional<String> bare(String field) {
        String text = field.strip();
        int open = text.lastIndexOf('<');
        int close = text.indexOf('>', open + 1);
        if (open >= 0 && close > open) {
            String inside = text.substring(open + 1, close).strip();
            text = inside.isEmpty() ? text.substring(0, open).strip() : inside;
        }
        if (text.regionMatches(true, 0, "mailto:", 0, 7)) {
            text = text.substring(7);
        }
        if (text.startsWith("@") && text.indexOf(':') > 0) {
            text = text.substring(text.indexOf(':') + 1);
        }
        String found = text.startsWith("|") || text.startsWith("/") ? text : plain(text);
        boolean usable = !found.isEmpty() && found.length() <= LENGTH_MAX && found.charAt(0) != '@';
        return usable ? Optional.of(found) : Optional.empty();
    }

    private static String plain(String text) {
        if (!isAscii(text)) {
            return cut(text, " \t(");
        }
        return first(text).orElseGet(() -> cut(text, " \t(,;"));
    }

    static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static String cut(String text, String ends) {
        for (int i = 0; i < text.length(); i++) {
            if (ends.indexOf(text.charAt(i)) >= 0) {
                return unquoted(text.substring(0, i));
            }
        }
        return unquoted(text);
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() > 1
                && (text.startsWith("\"") || text.startsWith("'"))
                && text.charAt(text.length() - 1) == text.charAt(0);
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    /** Whether two addresses are one, as far as a report can be trusted: case is not. */
    public static boolean same(String one, String other) {
        return one.length() == other.length() && one.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT));
    }
}
