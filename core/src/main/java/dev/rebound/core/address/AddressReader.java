package dev.rebound.core.address;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;

/**
 * Reads an address (RFC 5321 {@code Mailbox}, with UTF-8 as RFC 6531 allows) and says what is wrong with
 * one that it refuses. Comments, source routes, domain literals and display names are refused: nobody
 * sends marketing email to them, and each has been used to smuggle something.
 */
public final class AddressReader {

    /** Octets of a local part (RFC 5321, section 4.5.3.1.1). */
    public static final int LOCAL_PART_OCTETS_MAX = 64;
    /** Octets of a domain (RFC 5321, section 4.5.3.1.2). */
    public static final int DOMAIN_OCTETS_MAX = 255;

    /** Octets of a label (RFC 1035, section 2.3.4). */
    private static final int LABEL_OCTETS_MAX = 63;

    private static final String ATEXT_SYMBOLS = "!#$%&'*+-/=?^_`{|}~";

    private AddressReader() {}

    /** What came of reading. */
    public sealed interface Result {}

    /** It is an address. */
    public record Valid(EmailAddress address) implements Result {}

    /** It is not, and why. */
    public record Invalid(AddressProblem problem) implements Result {}

    /** Reads an address; white space around it is passed over. */
    public static Result read(String text) {
        String trimmed = text.strip();
        if (trimmed.isEmpty()) {
            return new Invalid(AddressProblem.EMPTY);
        }
        if (hasControl(trimmed)) {
            return new Invalid(AddressProblem.CONTROL_CHARACTER);
        }
        int at = trimmed.lastIndexOf('@');
        if (at < 0) {
            return new Invalid(AddressProblem.NO_AT_SIGN);
        }
        return read(trimmed.substring(0, at), trimmed.substring(at + 1));
    }

    /** What nobody sees: controls, characters of format, halves of surrogate pairs. */
    private static boolean hasControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c == 0x7f) {
                return true;
            }
            if (c >= 0x80) {
                int point = text.codePointAt(i);
                int type = Character.getType(point);
                if (type == Character.FORMAT || type == Character.SURROGATE) {
                    return true;
                }
                i += Character.charCount(point) - 1;
            }
        }
        return false;
    }

    private static Result read(String localPart, String domain) {
        if (localPart.isEmpty()) {
            return new Invalid(AddressProblem.NO_LOCAL_PART);
        }
        if (octets(localPart) > LOCAL_PART_OCTETS_MAX) {
            return new Invalid(AddressProblem.LOCAL_PART_TOO_LONG);
        }
        boolean quoted = isQuoted(localPart);
        if (!quoted && !isDotString(localPart)) {
            return new Invalid(AddressProblem.LOCAL_PART_SYNTAX);
        }
        String bare = domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain;
        if (bare.isEmpty()) {
            return new Invalid(AddressProblem.NO_DOMAIN);
        }
        String ascii = asciiDomain(bare);
        if (ascii.isEmpty() || !isHostName(ascii)) {
            return new Invalid(AddressProblem.DOMAIN_SYNTAX);
        }
        if (ascii.length() > DOMAIN_OCTETS_MAX) {
            return new Invalid(AddressProblem.DOMAIN_TOO_LONG);
        }
        AddressKey key = new AddressKey(canonicalLocalPart(localPart, quoted) + "@" + ascii);
        return new Valid(new EmailAddress(localPart, bare, key));
    }

    private static int octets(String text) {
        return isAscii(text) ? text.length() : text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static boolean isQuoted(String localPart) {
        int last = localPart.length() - 1;
        if (last < 1 || localPart.charAt(0) != '"' || localPart.charAt(last) != '"') {
            return false;
        }
        for (int i = 1; i < last; i++) {
            char c = localPart.charAt(i);
            if (c == '"' || (c == '\\' && ++i >= last)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDotString(String localPart) {
        if (localPart.startsWith(".") || localPart.endsWith(".") || localPart.contains("..")) {
            return false;
        }
        for (int i = 0; i < localPart.length(); i++) {
            int c = localPart.codePointAt(i);
            if (c != '.' && !isAtomText(c)) {
                return false;
            }
            i += Character.charCount(c) - 1;
        }
        return true;
    }

    private static boolean isAtomText(int c) {
        if (c >= 0x80) {
            return !Character.isWhitespace(c) && !Character.isSpaceChar(c);
        }
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || ATEXT_SYMBOLS.indexOf(c) >= 0;
    }

    /** Quotes that are not needed do not make another address (RFC 5321, section 4.1.2). */
    private static String canonicalLocalPart(String localPart, boolean quoted) {
        String bare = localPart;
        if (quoted) {
            String content = localPart.substring(1, localPart.length() - 1).replaceAll("\\\\(.)", "$1");
            if (!content.isEmpty() && isDotString(content)) {
                bare = content;
            }
        }
        return lowerAscii(isAscii(bare) ? bare : Normalizer.normalize(bare, Normalizer.Form.NFC));
    }

    /** Letters beyond ASCII keep their case: folding them could join two different mailboxes. */
    private static String lowerAscii(String text) {
        StringBuilder lower = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            lower.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
        }
        return lower.toString();
    }

    private static String asciiDomain(String domain) {
        if (isAscii(domain)) {
            return lowerAscii(domain);
        }
        try {
            return IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException notADomain) {
            return "";
        }
    }

    /** At least two labels of letters, digits and inner hyphens, the last one not all digits. */
    private static boolean isHostName(String domain) {
        int begin = 0;
        for (int dot = domain.indexOf('.'); dot >= 0; dot = domain.indexOf('.', begin)) {
            if (!isLabel(domain, begin, dot)) {
                return false;
            }
            begin = dot + 1;
        }
        return begin > 0 && isLabel(domain, begin, domain.length()) && !isNumber(domain, begin);
    }

    /** Underscores are no host name letters, but exist in real mail domains and harm nobody. */
    private static boolean isLabel(String domain, int begin, int end) {
        if (begin == end
                || end - begin > LABEL_OCTETS_MAX
                || domain.charAt(begin) == '-'
                || domain.charAt(end - 1) == '-') {
            return false;
        }
        for (int i = begin; i < end; i++) {
            char c = domain.charAt(i);
            if (!(c >= 'a' && c <= 'z') && !isDigit(c) && c != '-' && c != '_') {
                return false;
            }
        }
        return true;
    }

    private static boolean isNumber(String domain, int begin) {
        for (int i = begin; i < domain.length(); i++) {
            if (!isDigit(domain.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
