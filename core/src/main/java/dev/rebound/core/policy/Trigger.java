package dev.rebound.core.policy;

import java.time.Duration;

/** When bounces of one reason suppress an address. */
public sealed interface Trigger {

    /** The first one does. */
    record AtOnce() implements Trigger {}

    /**
     * So many of them in a row do. They are counted in the account, by address; what was delivered in between
     * sets the count back to nothing.
     *
     * @param bounces how many, {@value #BOUNCES_MIN} to {@value #BOUNCES_MAX}
     * @param within in how long a time, 1 to {@value #DAYS_MAX} days
     */
    record Repeated(int bounces, Duration within) implements Trigger {

        /** Fewer are not repeated. */
        public static final int BOUNCES_MIN = 2;
        /** Most bounces that can be asked for. */
        public static final int BOUNCES_MAX = 20;
        /** Longest time in which bounces are counted, in days. */
        public static final int DAYS_MAX = 365;

        public Repeated {
            if (bounces < BOUNCES_MIN || bounces > BOUNCES_MAX) {
                throw new IllegalArgumentException("bounces that repeat are 2 to 20, not " + bounces);
            }
            if (!within.equals(Duration.ofDays(within.toDays()))) {
                throw new IllegalArgumentException("bounces are counted for whole days, not " + within);
            }
            if (within.compareTo(Duration.ofDays(1)) < 0 || within.compareTo(Duration.ofDays(DAYS_MAX)) > 0) {
                throw new IllegalArgumentException("bounces are counted for 1 to 365 days, not " + within);
            }
        }
    }

    /** They do not, however many. */
    record Never() implements Trigger {}
}
