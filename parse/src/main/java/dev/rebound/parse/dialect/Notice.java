package dev.rebound.parse.dialect;

import java.util.Optional;

/**
 * What a text says about one recipient.
 *
 * @param address the one that failed; empty if the text names none
 * @param original the one that it was made from by an alias or forward
 * @param text the words about it, lines separated by LF
 * @param outcome what became of the mail
 */
public record Notice(Optional<String> address, Optional<String> original, String text, Outcome outcome) {

    /** A notice about an address. */
    static Notice of(String address, String text, Outcome outcome) {
        return new Notice(Optional.of(address), Optional.empty(), text, outcome);
    }

    Notice withText(String other) {
        return new Notice(address, original, other, outcome);
    }

    /** Shows neither address nor text. */
    @Override
    public String toString() {
        return "Notice[" + outcome + ", text of " + text.length() + " characters]";
    }
}
