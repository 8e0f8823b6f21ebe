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
        if (trimmed.codePoints().anyMatch(c -> c < 0x20 || c == 0x7f || Character.getType(c) == Character.FORMAT)) {
            return new Invalid(AddressProblem.CONTROL_CHARACTER);
        }
        if (trimmed.codePoints().anyMatch(c -> c >= 0xd800 && c <= 0xdfff)) {
            return new Invalid(AddressProblem.CONTROL_CHARACTER);
        }
        int at = trimmed.lastIndexOf('@');
        if (at < 0) {
            return new Invalid(AddressProblem.NO_AT_SIGN);
        }
        return read(trimmed.substring(0, at), trimmed.substring(at + 1));
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
        return text.getBytes(StandardCharsets.UTF_8).length;
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
        return localPart.codePoints().allMatch(c -> c == '.' || isAtomText(c));
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
        return lowerAscii(Normalizer.normalize(bare, Normalizer.Form.NFC));
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
        try {
            return IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException notADomain) {
            return "";
        }
    }

    /** At least two labels of letters, digits and inner hyphens, the last one not all digits. */
    private static boolean isHostName(String domain) {
        String[] labels = domain.split("\\.", -1);
        if (labels.length < 2) {
            return false;
        }
        for (String label : labels) {
            if (!isLabel(label)) {
                return false;
            }
        }
        return !labels[labels.length - 1].chars().allMatch(Character::isDigit);
    }

    /** Underscores are no host name letters, but exist in real mail domains and harm nobody. */
    private static boolean isLabel(String label) {
        return !label.isEmpty()
                && label.length() <= 63
                && !label.startsWith("-")
                && !label.endsWith("-")
                && label.chars()
                        .allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_');
    }
}
