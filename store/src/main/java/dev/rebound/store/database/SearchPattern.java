package dev.rebound.store.database;

import java.util.Locale;

/** What somebody typed into a search box, as a pattern for {@code LIKE ... ESCAPE '!'}. */
public final class SearchPattern {

    /** Longest text that is looked for, in characters; what is beyond it is cut. No address is longer. */
    public static final int LENGTH_MAX = 320;

    private SearchPattern() {}

    /** A pattern that finds the text anywhere, in lower case; for an empty text one that finds everything. */
    public static String containing(String text) {
        String stripped = text.strip();
        String cut = stripped.length() > LENGTH_MAX ? stripped.substring(0, LENGTH_MAX) : stripped;
        if (cut.isEmpty()) {
            return "%";
        }
        String escaped = cut.toLowerCase(Locale.ROOT)
                .replace("!", "!!")
                .replace("%", "!%")
                .replace("_", "!_");
        return "%" + escaped + "%";
    }
}
