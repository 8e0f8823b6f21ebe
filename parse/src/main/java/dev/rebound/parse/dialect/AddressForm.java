package dev.rebound.parse.dialect;

import java.util.List;
import java.util.Optional;

/** The wrappings in which mailers write an address. */
final class AddressForm {

    private AddressForm() {}

    /** The address if the token is one and nothing else but punctuation; {@code a@b<mailto:a@b>} counts. */
    static Optional<String> whole(String token) {
        String text = token;
        int mailto = text.indexOf("<mailto:");
        text = mailto > 0 ? text.substring(0, mailto) : text;
        while (!text.isEmpty() && ":,;.!".indexOf(text.charAt(text.length() - 1)) >= 0) {
            text = text.substring(0, text.length() - 1);
        }
        text = strip(text);
        if (!Addresses.isAscii(text)) {
            return isInternational(text) ? Optional.of(text) : Optional.empty();
        }
        List<Addresses.Hit> hits = Addresses.all(text);
        boolean covers = hits.size() == 1
                && hits.getFirst().start() <= prefix(text)
                && hits.getFirst().end() == text.length();
        return covers ? Optional.of(unwrapped(hits.getFirst().address())) : Optional.empty();
    }

    /** One at sign, a dot behind it, and no punctuation of any script that a sentence would put there. */
    private static boolean isInternational(String text) {
        int at = text.indexOf('@');
        return at > 0
                && text.indexOf('.', at) > 0
                && text.indexOf('@', at + 1) < 0
                && text.codePoints().noneMatch(AddressForm::isPunctuation);
    }

    private static boolean isPunctuation(int c) {
        boolean ascii = c < 0x80 && "<>()[],;: \"".indexOf(c) >= 0;
        boolean eastAsian =
                (c >= 0x3000 && c <= 0x303f) || (c >= 0xff00 && c <= 0xff0f) || (c >= 0xff1a && c <= 0xff20);
        return ascii || eastAsian || Character.isWhitespace(c);
    }

    private static int prefix(String text) {
        return text.startsWith("SMTP:") || text.startsWith("smtp:") ? 5 : 0;
    }

    private static String strip(String text) {
        String bare = text;
        while (bare.length() > 1 && "\"'([".indexOf(bare.charAt(0)) >= 0) {
            bare = bare.substring(1);
        }
        while (bare.length() > 1 && "\"')]".indexOf(bare.charAt(bare.length() - 1)) >= 0) {
            bare = bare.substring(0, bare.length() - 1);
        }
        return bare;
    }

    /** X.400 gateways write {@code SMTP=a@b}. */
    static String unwrapped(String address) {
        return address.regionMatches(true, 0, "SMTP=", 0, 5) ? address.substring(5) : address;
    }
}
