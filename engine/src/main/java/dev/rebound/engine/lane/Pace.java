package dev.rebound.engine.lane;

/**
 * How many attempts at once a destination bears: additive increase, multiplicative decrease, as TCP finds
 * what a path bears (RFC 5681). It starts with {@value #START}; every answer adds one until the first sign
 * of trouble, later one in as many answers as there are attempts at once. A sign of trouble halves it, and
 * those of attempts that were under way then count no more: what was under way together fails together and
 * says one thing. It counts attempts, not time, so it is the same in a rehearsal.
 */
final class Pace {

    /** Attempts at once in the beginning. */
    static final int START = 2;

    private int most;
    private double window;
    /** From here on it grows slowly. */
    private double carefulFrom;
    /** Attempts under way since before the last halving. */
    private int before;

    Pace(int most) {
        this.most = most;
        this.window = Math.min(START, most);
        this.carefulFrom = most;
    }

    /** Another limit from now on. What was learned stays, but for what is over it. */
    void limit(int attemptsAtOnceMax) {
        boolean careless = carefulFrom >= most;
        most = attemptsAtOnceMax;
        window = Math.min(window, most);
        carefulFrom = careless ? most : Math.min(carefulFrom, most);
    }

    int atOnce() {
        return (int) window;
    }

    /** An attempt has ended, however it did. */
    void ended() {
        before = Math.max(0, before - 1);
    }

    void answered() {
        window = Math.min(most, window + (window < carefulFrom ? 1 : 1 / window));
    }

    /**
     * A sign of trouble.
     *
     * @param underWay attempts that are still under way
     */
    void trouble(int underWay) {
        if (before == 0) {
            window = Math.max(1, window / 2);
            carefulFrom = window;
            before = underWay;
        }
    }

    /** Back to the beginning, after a time of silence. */
    void restart() {
        window = Math.min(START, most);
        carefulFrom = Math.max(window, carefulFrom);
    }
}
