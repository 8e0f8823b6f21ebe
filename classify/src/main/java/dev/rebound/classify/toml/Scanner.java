package dev.rebound.classify.toml;

import java.util.Arrays;
import java.util.HexFormat;

/** A cursor over a TOML text that knows the smallest pieces: white space, comments, keys, texts. */
final class Scanner {

    /** What {@link #peek} answers behind the last character. */
    static final char END = '\uFFFF';

    private static final String BASIC = "\"";
    private static final String LITERAL = "'";

    private final String text;
    private int at;
    private int line = 1;
    private int lineStart;

    Scanner(String text) {
        this.text = text;
    }

    Place place() {
        return new Place(line, at - lineStart + 1);
    }

    TomlException problem(String message) {
        return new TomlException(place(), message);
    }

    boolean atEnd() {
        return at >= text.length();
    }

    char peek() {
        return at < text.length() ? text.charAt(at) : END;
    }

    boolean accept(char wanted) {
        if (peek() != wanted || atEnd()) {
            return false;
        }
        at++;
        return true;
    }

    boolean accept(String wanted) {
        if (!text.startsWith(wanted, at)) {
            return false;
        }
        at += wanted.length();
        return true;
    }

    void expect(String wanted, String where) throws TomlException {
        if (!accept(wanted)) {
            throw problem("expected " + wanted + " " + where + ", found " + found());
        }
    }

    private String found() {
        char c = peek();
        if (atEnd()) {
            return "the end of the file";
        }
        return c < ' ' ? "the character number " + (int) c : "'" + c + "'";
    }

    void skipBlanks() {
        while (peek() == ' ' || peek() == '\t') {
            at++;
        }
    }

    /** Blanks, line ends and comments. */
    void skipToContent() throws TomlException {
        skipBlanks();
        while (peek() == '#' || isLineEnd()) {
            skipComment();
            acceptLineEnd();
            skipBlanks();
        }
    }

    /** Nothing but a comment may follow on this line. */
    void endLine() throws TomlException {
        skipBlanks();
        skipComment();
        if (!acceptLineEnd() && !atEnd()) {
            throw problem("expected the end of the line, found " + found());
        }
    }

    private void skipComment() throws TomlException {
        if (peek() == '#') {
            while (!atEnd() && !isLineEnd()) {
                refuseControl();
                at++;
            }
        }
    }

    private boolean isLineEnd() {
        return peek() == '\n' || text.startsWith("\r\n", at);
    }

    private boolean acceptLineEnd() {
        if (!isLineEnd()) {
            return false;
        }
        at += peek() == '\r' ? 2 : 1;
        line++;
        lineStart = at;
        return true;
    }

    private void refuseControl() throws TomlException {
        char c = peek();
        if ((c < ' ' && c != '\t') || c == 0x7F) {
            throw problem("control character number " + (int) c + " may not stand here");
        }
    }

    /** A bare or quoted key, without the dots. */
    String key() throws TomlException {
        if (peek() == '"' || peek() == '\'') {
            return quoted();
        }
        int start = at;
        while (isBareKey(peek())) {
            at++;
        }
        if (at == start) {
            throw problem("expected a key, found " + found());
        }
        return text.substring(start, at);
    }

    private static boolean isBareKey(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }

    /** Letters, digits and signs up to something else: a number or a word. */
    String word() {
        int start = at;
        while (isBareKey(peek()) || peek() == '+' || peek() == '.' || peek() == ':') {
            at++;
        }
        return text.substring(start, at);
    }

    /** Text in any of the four kinds of quotes. */
    String quoted() throws TomlException {
        for (String quote : Arrays.asList(BASIC, LITERAL)) {
            if (accept(quote.repeat(3))) {
                acceptLineEnd();
                return inside(quote.repeat(3), true);
            }
            if (accept(quote)) {
                return inside(quote, false);
            }
        }
        throw problem("expected text in quotes, found " + found());
    }

    private String inside(String closing, boolean severalLines) throws TomlException {
        Place start = place();
        boolean escapes = closing.startsWith(BASIC);
        StringBuilder content = new StringBuilder();
        while (!accept(closing)) {
            if (atEnd() || (isLineEnd() && !severalLines)) {
                throw new TomlException(start, "text is not closed: " + closing + " is missing");
            }
            if (isLineEnd()) {
                acceptLineEnd();
                content.append('\n');
            } else if (escapes && peek() == '\\') {
                at++;
                escape(content, severalLines);
            } else {
                refuseControl();
                content.append(text.charAt(at++));
            }
        }
        // a text of three quotes may end in up to two more that belong to it
        for (int more = 0; severalLines && more < 2 && accept(closing.charAt(0)); more++) {
            content.append(closing.charAt(0));
        }
        return content.toString();
    }

    private void escape(StringBuilder content, boolean severalLines) throws TomlException {
        char c = peek();
        if (severalLines && (c == ' ' || c == '\t' || isLineEnd())) {
            skipLineFold();
            return;
        }
        switch (c) {
            case 'b' -> content.append('\b');
            case 't' -> content.append('\t');
            case 'n' -> content.append('\n');
            case 'f' -> content.append('\f');
            case 'r' -> content.append('\r');
            case '"', '\\' -> content.append(c);
            case 'u' -> content.appendCodePoint(unicode(4));
            case 'U' -> content.appendCodePoint(unicode(8));
            default -> throw problem("\\" + c + " is no escape; a backslash itself is written \\\\");
        }
        at += c == 'u' ? 5 : c == 'U' ? 9 : 1;
    }

    /** A backslash at the end of a line joins it with the next. */
    private void skipLineFold() throws TomlException {
        skipBlanks();
        if (!acceptLineEnd()) {
            throw problem("only the end of the line may follow this backslash");
        }
        do {
            skipBlanks();
        } while (acceptLineEnd());
    }

    private int unicode(int digits) throws TomlException {
        int first = at + 1;
        int last = first + digits;
        if (last > text.length() || !text.substring(first, last).chars().allMatch(HexFormat::isHexDigit)) {
            throw problem("expected " + digits + " hexadecimal digits");
        }
        long point = HexFormat.fromHexDigitsToLong(text, first, last);
        if (point > Character.MAX_CODE_POINT
                || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)) {
            throw problem("this is no character of Unicode");
        }
        return (int) point;
    }
}
