package dev.rebound.classify.rule;

/**
 * A file of rules before it is read.
 *
 * @param name for example {@code providers/google.toml}
 * @param text its content, TOML 1.0
 */
public record RuleFile(String name, String text) {

    /** Largest file accepted, in characters. */
    public static final int LENGTH_MAX = 1 << 20;

    public RuleFile {
        if (text.length() > LENGTH_MAX) {
            throw new IllegalArgumentException(name + " is longer than " + LENGTH_MAX + " characters");
        }
    }

    /** The id of the pack: the name without its extension, for example {@code providers/google}. */
    public String packId() {
        return name.endsWith(".toml") ? name.substring(0, name.length() - 5) : name;
    }
}
