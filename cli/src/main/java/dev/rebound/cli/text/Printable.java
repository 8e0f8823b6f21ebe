package dev.rebound.cli.text;

/** Text from a mail, made safe for a terminal. */
public final class Printable {

    private Printable() {}

    /**
     * The text with a space for each character that could steer the terminal or turn the direction of
     * writing: control, format and lone surrogate characters. Keeps the number of characters.
     */
    public static String of(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            int type = Character.getType(c);
            boolean steers = type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE;
            clean.append(steers ? " ".repeat(Character.charCount(c)) : Character.toString(c));
        });
        return clean.toString();
    }
}
