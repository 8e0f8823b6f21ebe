package dev.rebound.core.policy;

import java.time.Duration;
import java.util.Optional;

/**
 * When an address is suppressed for every account.
 *
 * @param accountsMin how many accounts must have bounced it for a permanent reason, at least 2
 * @param window in how long a time they must have; empty for any
 */
public record GlobalRule(int accountsMin, Optional<Duration> window) {

    public GlobalRule {
        if (accountsMin < 2) {
            throw new IllegalArgumentException("a global bounce needs at least 2 accounts, was " + accountsMin);
        }
        if (window.filter(length -> length.isNegative() || length.isZero()).isPresent()) {
            throw new IllegalArgumentException("accounts count for a positive time, not " + window.get());
        }
    }

    /** Three accounts, at any time. */
    public static GlobalRule standard() {
        return new GlobalRule(3, Optional.empty());
    }
}
