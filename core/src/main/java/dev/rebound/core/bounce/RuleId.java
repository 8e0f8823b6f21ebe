package dev.rebound.core.bounce;

import java.util.regex.Pattern;

/**
 * The stable name of the rule that decided, for example {@code microsoft-authentication-level}.
 *
 * @param value lower-case letters, digits and hyphens
 */
public record RuleId(String value) {

    private static final Pattern FORM = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    public RuleId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("rule id must be words in lower case joined by '-', was: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
