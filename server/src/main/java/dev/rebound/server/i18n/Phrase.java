package dev.rebound.server.i18n;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A text with places to fill: <code>{0}</code> is the first argument, <code>{0|contact|contacts}</code> is one word
 * if the first argument is 1 and the other if not. That is all our texts need, and unlike
 * {@link java.text.MessageFormat} it has no trap for apostrophes.
 */
final class Phrase {

    private sealed interface Part {}

    private record Literal(String text) implements Part {}

    private record Place(int index) implements Part {}

    private record Choice(int index, String one, String many) implements Part {}

    private final List<Part> parts;

    private Phrase(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    static Phrase parse(String text) {
        List<Part> parts = new ArrayList<>();
        int at = 0;
        for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', at)) {
            int close = text.indexOf('}', open);
            if (close < 0) {
                throw new IllegalArgumentException("a brace is not closed in: " + text);
            }
            parts.add(new Literal(text.substring(at, open)));
            parts.add(place(text.substring(open + 1, close)));
            at = close + 1;
        }
        parts.add(new Literal(text.substring(at)));
        return new Phrase(parts);
    }

    private static Part place(String inside) {
        String[] pieces = inside.split("\\|", -1);
        int index = Integer.parseInt(pieces[0]);
        return switch (pieces.length) {
            case 1 -> new Place(index);
            case 3 -> new Choice(index, pieces[1], pieces[2]);
            default -> throw new IllegalArgumentException("not a place in a text: {" + inside + "}");
        };
    }

    /** Fills the places; a missing argument is a mistake in the code. */
    String fill(List<?> arguments, Function<Object, String> written) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            text.append(
                    switch (part) {
                        case Literal literal -> literal.text();
                        case Place place -> written.apply(argument(arguments, place.index()));
                        case Choice choice -> isOne(argument(arguments, choice.index())) ? choice.one() : choice.many();
                    });
        }
        return text.toString();
    }

    private static Object argument(List<?> arguments, int index) {
        if (index >= arguments.size()) {
            throw new IllegalArgumentException("a text needs argument " + index + ", given " + arguments.size());
        }
        return arguments.get(index);
    }

    private static boolean isOne(Object argument) {
        return argument instanceof Number number && number.longValue() == 1;
    }

    /** Which arguments it uses. */
    Set<Integer> arguments() {
        Set<Integer> indexes = new TreeSet<>();
        for (Part part : parts) {
            switch (part) {
                case Literal ignored -> {
                    // Has no argument.
                }
                case Place place -> indexes.add(place.index());
                case Choice choice -> indexes.add(choice.index());
            }
        }
        return indexes;
    }
}
