package dev.rebound.classify;

/** Why a rule whose conditions held did not decide. */
public enum Loss {
    /** Another rule is higher on the ladder of specificity. */
    LESS_SPECIFIC("it is less specific"),
    /** Another rule of the same specificity matched more letters. */
    FEWER_WORDS("it matched fewer words"),
    /** Another rule of the same specificity and as many letters demands more. */
    FEWER_CONDITIONS("it has fewer conditions"),
    /** The code is to be trusted more than words that are only a hint, or vague. */
    CODE_TRUSTED("the code is to be trusted more than its words");

    private final String sentence;

    Loss(String sentence) {
        this.sentence = sentence;
    }

    /** For people, in English; pages have their own words. */
    public String sentence() {
        return sentence;
    }
}
