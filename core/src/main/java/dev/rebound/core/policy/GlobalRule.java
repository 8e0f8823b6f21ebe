package dev.rebound.core.policy;

/**
 * When an address is suppressed for every account.
 *
 * @param accountsMin how many accounts must have bounced it for a permanent reason, at least 2
 */
public record GlobalRule(int accountsMin) {

    public GlobalRule {
        if (accountsMin < 2) {
            throw new IllegalArgumentException("a global bounce needs at least 2 accounts, was " + accountsMin);
        }
    }

    /** Three accounts. */
    public static GlobalRule standard() {
        return new GlobalRule(3);
    }
}
