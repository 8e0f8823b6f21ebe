package dev.rebound.server.rule;

import dev.rebound.classify.Explanation;
import dev.rebound.server.recipient.LegibleText;
import dev.rebound.server.recipient.LegibleText.Piece;
import java.util.List;

/**
 * A verdict with everything about it.
 *
 * @param text the words it is about, as they came
 * @param explanation how it came about
 */
public record Explained(String text, Explanation explanation) {

    /** The words as they came, those that decided marked. */
    public List<Piece> words() {
        return LegibleText.marked(text, explanation.matched());
    }

    /** The words as rules read them, those that decided marked. */
    public List<Piece> normalWords() {
        return LegibleText.marked(explanation.normalText(), explanation.normalMatched());
    }

    /** Does not show the text: it may name people. */
    @Override
    public String toString() {
        return "Explained[" + explanation + "]";
    }
}
