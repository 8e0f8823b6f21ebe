package dev.rebound.server.performance;

/**
 * How worrying a bounce rate is. Below 1 % is what a kept list has; from 2 % on mailbox providers begin
 * to hold it against the sender; at 5 % sending platforms stop the account.
 */
public enum BounceLevel {
    GOOD,
    RAISED,
    HIGH,
    CRITICAL;

    private static final double RAISED_FROM = 0.01;
    private static final double HIGH_FROM = 0.02;
    private static final double CRITICAL_FROM = 0.05;

    /** The level of a rate of 0 to 1. */
    public static BounceLevel of(double rate) {
        if (rate < RAISED_FROM) {
            return GOOD;
        }
        if (rate < HIGH_FROM) {
            return RAISED;
        }
        return rate < CRITICAL_FROM ? HIGH : CRITICAL;
    }
}
