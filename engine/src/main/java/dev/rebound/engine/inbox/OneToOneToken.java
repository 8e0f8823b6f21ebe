package dev.rebound.engine.inbox;

import dev.rebound.core.address.EmailAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a report about a one-to-one email is known by: a random text that stands in its Message-ID and in a header field of its own,
 * which gateways that give mail another Message-ID leave alone. Nobody can make one up; whoever has seen the message knows it.
 *
 * @param value {@value #PREFIX} and 26 letters and digits (130 bits)
 */
public record OneToOneToken(String value) {

    /** The header field that carries it. */
    public static final String HEADER = "X-Rebound-Message";

    private static final String PREFIX = "rb1-";
    private static final int DIGITS_COUNT = 26;
    private static final String DIGITS = "abcdefghijklmnopqrstuvwxyz234567";
    private static final Pattern FORM = Pattern.compile(PREFIX + "[a-z2-7]{" + DIGITS_COUNT + "}");

    public OneToOneToken {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("no token of a one-to-one email");
        }
    }

    /** A fresh one. */
    public static OneToOneToken random(SecureRandom random) {
        StringBuilder text = new StringBuilder(PREFIX);
        for (int i = 0; i < DIGITS_COUNT; i++) {
            text.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        return new OneToOneToken(text.toString());
    }

    /** Every different one in a text, in its order, at most {@code most}; case does not matter. */
    public static List<OneToOneToken> in(String text, int most) {
        Matcher matcher = FORM.matcher(text.toLowerCase(Locale.ROOT));
        return matcher.results()
                .map(MatchResult::group)
                .distinct()
                .limit(most)
                .map(OneToOneToken::new)
                .toList();
    }

    /** The Message-ID of mail from an address. */
    public String messageIdFrom(EmailAddress from) {
        return "<" + value + "@" + from.key().domain() + ">";
    }
}
