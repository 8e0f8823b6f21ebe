package dev.rebound.classify.rule;

/**
 * A file of rules before it is read.
 *
 * @param name for example {@code providers/google.toml}
 * @param text its content, TOML 1.0
 * @param layer whose it is
 */
public record RuleFile(String name, String text, Layer layer) {

    /** Largest file accepted, in characters. */
    public static final int LENGTH_MAX = 1 << 20;

    /** What the id of a pack of an installation's own begins with, so that it cannot hide a built-in one. */
    private static final String OWN = "own/";

    /** Whose rules a file holds. */
    public enum Layer {
        /** They come with Rebound. */
        BUILT_IN,
        /** The installation's own: they may replace built-in rules or switch them off. */
        OWN
    }

    /** A file that comes with Rebound. */
    public static RuleFile builtIn(String name, String text) {
        return new RuleFile(name, text, Layer.BUILT_IN);
    }

    /** A file of the installation's own. */
    public static RuleFile own(String name, String text) {
        return new RuleFile(name, text, Layer.OWN);
    }

    /** The id of the pack: the name without its extension, for example {@code providers/google}. */
    public String packId() {
        String bare = name.endsWith(".toml") ? name.substring(0, name.length() - 5) : name;
        return layer == Layer.OWN ? OWN + bare : bare;
    }

    /** Does not show the text: the examples of own rules may name people. */
    @Override
    public String toString() {
        return name + " (" + text.length() + " characters)";
    }
}
