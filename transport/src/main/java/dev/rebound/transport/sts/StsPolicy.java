package dev.rebound.transport.sts;

import dev.rebound.transport.smtp.HostPattern;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a domain's policy file says (RFC 8461, section 3.2).
 *
 * @param mxPatterns host names in lower case; the first label may be a star
 */
record StsPolicy(Mode mode, Duration maxAge, List<String> mxPatterns) {

    /** What is to be done where the policy is not met. */
    enum Mode {
        /** Do not deliver. */
        ENFORCE,
        /** Deliver as if there were no policy. */
        TESTING,
        /** The domain has given MTA-STS up. */
        NONE
    }

    /** The longest that may be asked for: about a year. */
    private static final long MAX_AGE_SECONDS_MAX = 31_557_600;

    /** A policy names some ten hosts at most. */
    private static final int MX_PATTERNS_MAX = 200;

    /** Whether it names a host, which is lower case. */
    boolean names(String host) {
        return mxPatterns.stream().anyMatch(pattern -> HostPattern.matches(pattern, host));
    }

    /**
     * Reads a policy file. Unknown keys are passed over; a key that stands twice counts as it stands
     * first, but for {@code mx}.
     *
     * @return empty if it is not a valid policy
     */
    static Optional<StsPolicy> parse(String file) {
        Map<String, String> values = new HashMap<>();
        List<String> patterns = new ArrayList<>();
        for (String line : file.split("\r?\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                String key = line.substring(0, colon).strip();
                String value = line.substring(colon + 1).strip().toLowerCase(Locale.ROOT);
                if (key.equals("mx")) {
                    patterns.add(value);
                } else {
                    values.putIfAbsent(key, value);
                }
            }
        }
        Optional<Mode> mode = mode(values.getOrDefault("mode", ""));
        long seconds = seconds(values.getOrDefault("max_age", ""));
        boolean valid = values.getOrDefault("version", "").equals("stsv1")
                && mode.isPresent()
                && seconds >= 0
                && patterns.size() <= MX_PATTERNS_MAX
                && (mode.get() == Mode.NONE || !patterns.isEmpty());
        return valid
                ? Optional.of(new StsPolicy(mode.get(), Duration.ofSeconds(seconds), List.copyOf(patterns)))
                : Optional.empty();
    }

    private static Optional<Mode> mode(String text) {
        return switch (text) {
            case "enforce" -> Optional.of(Mode.ENFORCE);
            case "testing" -> Optional.of(Mode.TESTING);
            case "none" -> Optional.of(Mode.NONE);
            default -> Optional.empty();
        };
    }

    /** Negative if it is no number; the field has up to ten digits. */
    private static long seconds(String text) {
        return text.matches("[0-9]{1,10}") ? Math.min(Long.parseLong(text), MAX_AGE_SECONDS_MAX) : -1;
    }
}
