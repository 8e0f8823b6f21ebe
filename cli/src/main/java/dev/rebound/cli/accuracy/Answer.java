package dev.rebound.cli.accuracy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/**
 * Type and reason, as a label wants them or as Rebound gave them.
 *
 * @param type HARD, SOFT or PENDING; {@code NONE} if there is none
 * @param reason for example UNKNOWN_USER; {@code NONE} if there is none
 */
record Answer(String type, String reason) implements Comparable<Answer> {

    private static final String MISSING = "NONE";

    /** No verdict. */
    static final Answer NONE = new Answer(MISSING, MISSING);

    static Answer of(JsonNode row) {
        return new Answer(word(row, "type"), word(row, "reason"));
    }

    /**
     * What a label also accepts, written {@code SOFT/FILTERED} or {@code SOFT FILTERED}; a reason
     * alone has the type of the label.
     */
    static Answer alternative(String text, String labelType) {
        int cut = text.replace('/', ' ').indexOf(' ');
        return cut < 0 ? new Answer(labelType, text) : new Answer(text.substring(0, cut), text.substring(cut + 1));
    }

    private static String word(JsonNode row, String key) {
        return row.path(key).isTextual() ? row.path(key).asText().toUpperCase(Locale.ROOT) : MISSING;
    }

    boolean isHard() {
        return type.equals("HARD");
    }

    @Override
    public int compareTo(Answer other) {
        int byType = type.compareTo(other.type);
        return byType != 0 ? byType : reason.compareTo(other.reason);
    }

    @Override
    public String toString() {
        return equals(NONE) ? "none" : type + " " + reason;
    }
}
