package dev.rebound.engine.email;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * A text with personal fields: {@code Good morning {{firstname|friend}}}, where {@code friend} stands for
 * those whose first name is not known. It is taken apart once and filled in for everybody; what is
 * filled in is never looked at again, so a contact named <code>{{email}}</code> stays that. Whoever fills
 * it in says how values are made fit for the place: {@link #HTML} or {@link #LINE}.
 *
 * <p>Braces that hold no name of a field are text; braces that hold the name of an unknown one are a
 * mistake to be shown to the author ({@link #unknown}). A name that could be a property's is a field, whether or not the account
 * has one; where it has none, the fallback stands.
 */
public final class PersonalText {

    /** Control characters of ASCII and beyond (C1), and Unicode's own line ends. */
    private static final Pattern BREAKS = Pattern.compile("[\\p{Cc}\\u2028\\u2029]+");

    private static final Pattern NAME = Pattern.compile("\\p{L}[\\p{L}\\p{M}\\p{N}_.]*");

    /** Makes a value fit for HTML, between tags and in attributes in quotes. */
    public static final UnaryOperator<String> HTML = PersonalText::escapedForHtml;
    /** Makes a value fit for a header or one line of text: no line breaks, no control characters. */
    public static final UnaryOperator<String> LINE = PersonalText::inOneLine;

    /** Longest name and fallback together, in characters; longer braces are text. */
    private static final int FIELD_LENGTH_MAX = 120;

    private static final String OPEN = "{{";
    private static final String CLOSE = "}}";

    private final String written;
    private final List<Piece> pieces;
    private final List<String> unknown;

    private PersonalText(String written, List<Piece> pieces, List<String> unknown) {
        this.written = written;
        this.pieces = List.copyOf(pieces);
        this.unknown = List.copyOf(unknown);
    }

    /** A stretch of a text: the same for everybody, or different for each. */
    public sealed interface Piece {

        record Literal(String text) implements Piece {}

        /**
         * A personal field.
         *
         * @param fallback for those who have no value; part of the text, so it is taken as it stands
         */
        record Field(PersonalField field, String fallback) implements Piece {

            /** The value in one line and without blanks around it; empty if the fallback is to be taken. */
            public String valueIn(Map<PersonalField, String> values) {
                return LINE.apply(values.getOrDefault(field, ""));
            }
        }
    }

    /** Takes a text apart. Never fails. */
    public static PersonalText of(String text) {
        List<Piece> pieces = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        int from = 0;
        int open = text.indexOf(OPEN);
        int close = -1;
        while (open >= 0) {
            // Looked for once: a text of nothing but open braces must not cost the square of its length.
            close = close < open ? text.indexOf(CLOSE, open) : close;
            if (close < 0) {
                break;
            }
            Optional<String> inside = inside(text, open, close);
            Optional<Piece.Field> field = inside.flatMap(PersonalText::field);
            if (field.isPresent()) {
                pieces.add(new Piece.Literal(text.substring(from, open)));
                pieces.add(field.get());
                from = close + CLOSE.length();
            } else {
                inside.map(PersonalText::nameOf).filter(PersonalText::isName).ifPresent(unknown::add);
            }
            open = text.indexOf(OPEN, field.isPresent() ? from : open + 1);
        }
        pieces.add(new Piece.Literal(text.substring(from)));
        return new PersonalText(text, pieces, unknown);
    }

    private static Optional<String> inside(String text, int open, int close) {
        int start = open + OPEN.length();
        return close - start > FIELD_LENGTH_MAX ? Optional.empty() : Optional.of(text.substring(start, close));
    }

    private static Optional<Piece.Field> field(String inside) {
        int bar = inside.indexOf('|');
        String fallback = bar < 0 ? "" : inside.substring(bar + 1).strip();
        return PersonalField.named(nameOf(inside)).map(field -> new Piece.Field(field, fallback));
    }

    private static String nameOf(String inside) {
        int bar = inside.indexOf('|');
        return (bar < 0 ? inside : inside.substring(0, bar)).strip();
    }

    /** Whether somebody meant a field; style sheets and scripts have braces of their own. */
    private static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /**
     * Names in braces that are no field of an account.
     *
     * @param properties that it has
     */
    public List<String> unknown(Set<String> properties) {
        List<String> all = new ArrayList<>(unknown);
        for (Piece piece : pieces) {
            if (piece instanceof Piece.Field(PersonalField field, String ignored)
                    && field.isProperty()
                    && !properties.contains(field.written())) {
                all.add(field.written());
            }
        }
        return all;
    }

    /** The text taken apart, in order. */
    public List<Piece> pieces() {
        return pieces;
    }

    /** The text as it was written, braces and all. */
    public String written() {
        return written;
    }

    /** Whether there is nothing to be said at all. */
    public boolean isEmpty() {
        return written.isEmpty();
    }

    /** Whether a field is used. */
    public boolean uses(PersonalField wanted) {
        return pieces.stream()
                .anyMatch(piece ->
                        piece instanceof Piece.Field(PersonalField field, String ignored) && field.equals(wanted));
    }

    /**
     * The text for one recipient. A value that is missing or blank is replaced by the fallback.
     *
     * @param fit makes a value, or a fallback taken from the text itself, fit for the place
     */
    public String filledWith(Map<PersonalField, String> values, UnaryOperator<String> fit) {
        StringBuilder filled = new StringBuilder();
        for (Piece piece : pieces) {
            filled.append(
                    switch (piece) {
                        case Piece.Literal(String text) -> text;
                        case Piece.Field field -> {
                            String value = field.valueIn(values);
                            yield value.isEmpty() ? field.fallback() : fit.apply(value);
                        }
                    });
        }
        return filled.toString();
    }

    private static String inOneLine(String value) {
        boolean breaks = value.chars().anyMatch(c -> c < ' ' || (c >= 0x7f && c <= 0x9f) || c == 0x2028 || c == 0x2029);
        return (breaks ? BREAKS.matcher(value).replaceAll(" ") : value).strip();
    }

    private static String escapedForHtml(String value) {
        StringBuilder escaped = new StringBuilder(value.length() + 16);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
