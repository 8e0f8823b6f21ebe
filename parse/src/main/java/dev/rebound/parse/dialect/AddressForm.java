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
        if (text.codePoints().anyMatch(c -> c >= 0x80)) {
            int at = text.indexOf('@');
            boolean domain = at > 0 && text.indexOf('.', at) > 0 && text.indexOf('@', at + 1) < 0;
            return domain && text.chars().allMatch(c -> c > 0x80 || "<>()[],;: \"".indexOf(c) < 0)
                    ? Optional.of(text)
                    : Optional.empty();
        }
        List<Addresses.Hit> hits = Addresses.all(text);
        boolean covers = hits.size() == 1
                && hits.getFirst().start() <= prefix(text)
                && hits.getFirst().end() == text.length();
        return covers ? Optional.of(unwrapped(hits.getFirst().address())) : Optional.empty();
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
