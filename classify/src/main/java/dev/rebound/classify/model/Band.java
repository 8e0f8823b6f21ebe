package dev.rebound.classify.model;

/** Where a text without a rule stands by its codes: each band has thresholds of its own. */
public enum Band {
    /** Refused for good, by a code that says little. */
    PERMANENT_VAGUE(0),
    /** Refused for now, by a code that says little. */
    TRANSIENT_VAGUE(1),
    /** Refused for good, by a code with a well-kept meaning. */
    PERMANENT_TRUSTED(2),
    /** Refused for now, by a code with a well-kept meaning. */
    TRANSIENT_TRUSTED(3);

    private final int row;

    Band(int row) {
        this.row = row;
    }

    /** The band of a refusal. */
    public static Band of(boolean forGood, boolean trusted) {
        if (forGood) {
            return trusted ? PERMANENT_TRUSTED : PERMANENT_VAGUE;
        }
        return trusted ? TRANSIENT_TRUSTED : TRANSIENT_VAGUE;
    }

    /** Where the threshold of a family in this band stands among all thresholds. */
    public int placeOf(Family family) {
        return row * Family.values().length + family.column();
    }

    /** Whether the server refused for good. */
    public boolean isForGood() {
        return this == PERMANENT_VAGUE || this == PERMANENT_TRUSTED;
    }
}
