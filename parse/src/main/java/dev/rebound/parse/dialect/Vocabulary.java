package dev.rebound.parse.dialect;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Phrases that are looked for together: which of them occur in a text is found in one pass over it, however many
 * they are (Aho and Corasick, "Efficient string matching", CACM 18(6), 1975). A report is asked for some five
 * hundred phrases; looked for one by one, they cost more than all the rest of reading it.
 *
 * <p>The tree of all phrases is a dense table with a row a state and a column a character. A character's column is
 * found by another table, in which letters of both cases share one, so that the text need not be turned to lower case
 * before; characters that occur in no phrase share column 0. An entry is the next state, with the highest bit set if
 * a phrase ends there: all but a few characters cost two look-ups and two comparisons.
 *
 * <p>The table is in two, because what a step costs is to fetch a row that the last step did not need. Our phrases are
 * in all alphabets, so that a whole row has a kilobyte and the whole table ten megabytes; but nearly all texts are in
 * ASCII, whose columns are the first and stand alone in rows of 128 bytes. Of these a text touches some tens of
 * kilobytes, side by side.
 *
 * <p>It answers whether a phrase occurs, not where; who wants to know looks for the few that do. Immutable;
 * thread-safe.
 *
 * <p>{@code classify} has an automaton of its own, over the bytes of normalised texts and with places: the two share
 * an idea and nothing else, and neither module knows the other.
 */
public final class Vocabulary {

    private static final int ROW_BITS = 9;
    private static final int COMMON_BITS = 6;
    /** Columns of the letters that most texts are made of. */
    private static final int COMMON = 1 << COMMON_BITS;

    private static final int ENDS = 0x8000;
    /** Characters taken out of a text at once. */
    private static final int PIECE_LENGTH = 1_024;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final char[] columnOf = new char[1 << 16];
    private final char[] common;
    private final char[] rare;
    private final long[][] endings;

    /** Of phrases in lower case; those that occur in several lists count once. */
    public Vocabulary(Collection<List<String>> lists) {
        int letters = 0;
        for (List<String> list : lists) {
            for (String phrase : list) {
                letters += numbers.putIfAbsent(phrase, numbers.size()) == null ? phrase.length() : 0;
            }
        }
        // ASCII first: what most texts touch of a row lies side by side.
        int columns = giveColumns(0, 0x80, 1);
        columns = giveColumns(0x80, 1 << 16, columns);
        common = new char[(letters + 1) << COMMON_BITS];
        rare = new char[columns > COMMON ? (letters + 1) << ROW_BITS : 0];
        endings = new long[letters + 1][];
        plant();
        follow(columns);
    }

    /** The phrases of a vocabulary that occur in one text. Immutable. */
    public static final class Said {

        private final Vocabulary vocabulary;
        private final long[] found;

        private Said(Vocabulary vocabulary, long[] found) {
            this.vocabulary = vocabulary;
            this.found = found;
        }

        /** Whether one of a {@linkplain #group group} does. */
        public boolean any(Group group) {
            for (int i = 0; i < found.length; i++) {
                if ((found[i] & group.mask[i]) != 0) {
                    return true;
                }
            }
            return false;
        }

        /** Those of a group that do, in its order. */
        public List<String> these(Group group) {
            if (!any(group)) {
                return List.of();
            }
            List<String> those = new ArrayList<>();
            for (int i = 0; i < group.numbers.length; i++) {
                if ((found[group.numbers[i] >> 6] & 1L << group.numbers[i]) != 0) {
                    those.add(group.phrases.get(i));
                }
            }
            return those;
        }

        /** Whether a phrase does; it must be one of the vocabulary. */
        public boolean has(String phrase) {
            Integer number = vocabulary.numbers.get(phrase);
            if (number == null) {
                throw new IllegalArgumentException("not in the vocabulary: " + phrase);
            }
            return (found[number >> 6] & 1L << number) != 0;
        }
    }

    /** Phrases that mean one thing, so that they are asked for at once. */
    public static final class Group {

        private final List<String> phrases;
        private final int[] numbers;
        private final long[] mask;

        private Group(List<String> phrases, int[] numbers, long[] mask) {
            this.phrases = List.copyOf(phrases);
            this.numbers = numbers;
            this.mask = mask;
        }
    }

    /** A group of phrases that are all in this vocabulary. */
    public Group group(List<String> phrases) {
        long[] mask = new long[words()];
        int[] inOrder = new int[phrases.size()];
        for (int i = 0; i < inOrder.length; i++) {
            Integer number = numbers.get(phrases.get(i));
            if (number == null) {
                throw new IllegalArgumentException("not in the vocabulary: " + phrases.get(i));
            }
            mask[number >> 6] |= 1L << number;
            inOrder[i] = number;
        }
        return new Group(phrases, inOrder, mask);
    }

    /** Whether a phrase is one of these. */
    public boolean knows(String phrase) {
        return numbers.containsKey(phrase);
    }

    /** Looks for all of them, in letters of either case. */
    public Said in(String text) {
        long[] found = new long[words()];
        char[] piece = new char[Math.min(text.length(), PIECE_LENGTH)];
        int state = 0;
        for (int from = 0; from < text.length(); from += PIECE_LENGTH) {
            int length = Math.min(PIECE_LENGTH, text.length() - from);
            // Out of the string in one go: to ask it for each character costs as much as to look it up.
            text.getChars(from, from + length, piece, 0);
            state = read(piece, length, state, found);
        }
        return new Said(this, found);
    }

    private int read(char[] piece, int length, int start, long[] found) {
        int state = start;
        for (int i = 0; i < length; i++) {
            int next = next(state, columnOf[piece[i]]);
            state = next & ~ENDS;
            if (next >= ENDS) {
                long[] ending = endings[state];
                for (int word = 0; word < found.length; word++) {
                    found[word] |= ending[word];
                }
            }
        }
        return state;
    }

    private int next(int state, int column) {
        return column < COMMON ? common[state << COMMON_BITS | column] : rare[state << ROW_BITS | column];
    }

    private void setNext(int state, int column, int next) {
        if (column < COMMON) {
            common[state << COMMON_BITS | column] = (char) next;
        } else {
            rare[state << ROW_BITS | column] = (char) next;
        }
    }

    private int words() {
        return (numbers.size() + Long.SIZE - 1) / Long.SIZE;
    }

    /** A column for each letter of a range, both cases together; the Turkish i without a dot is no small I. */
    private int giveColumns(int from, int to, int first) {
        int next = first;
        for (String phrase : numbers.keySet()) {
            for (int i = 0; i < phrase.length(); i++) {
                char letter = phrase.charAt(i);
                if (letter >= from && letter < to && columnOf[letter] == 0) {
                    if (next >= 1 << ROW_BITS) {
                        throw new IllegalArgumentException(
                                "more different letters in all phrases than a row has columns");
                    }
                    columnOf[letter] = (char) next;
                    char capital = Character.toUpperCase(letter);
                    if (Character.toLowerCase(capital) == letter) {
                        columnOf[capital] = (char) next;
                    }
                    next++;
                }
            }
        }
        return next;
    }

    /**
     * The tree: state 0 is its root, and 0 in a row says that no phrase goes on so. Planted level by level, because
     * texts stay near the root: the rows that they touch lie side by side.
     */
    private void plant() {
        List<String> phrases = List.copyOf(numbers.keySet());
        int[] reached = new int[phrases.size()];
        int states = 1;
        int growing = phrases.size();
        for (int depth = 0; growing > 0; depth++) {
            growing = 0;
            for (int i = 0; i < reached.length; i++) {
                if (depth < phrases.get(i).length()) {
                    int column = columnOf[phrases.get(i).charAt(depth)];
                    if (next(reached[i], column) == 0) {
                        setNext(reached[i], column, states++);
                    }
                    reached[i] = next(reached[i], column);
                    growing++;
                }
            }
        }
        if (states > ENDS) {
            throw new IllegalArgumentException("more letters in all phrases than there are states");
        }
        for (int i = 0; i < reached.length; i++) {
            add(reached[i], bit(numbers.getOrDefault(phrases.get(i), 0)));
        }
    }

    private long[] bit(int number) {
        long[] bits = new long[words()];
        bits[number >> 6] = 1L << number;
        return bits;
    }

    private void add(int state, long[] more) {
        long[] sum = endings[state] == null ? new long[more.length] : endings[state].clone();
        for (int i = 0; i < more.length; i++) {
            sum[i] |= more[i];
        }
        endings[state] = sum;
    }

    /**
     * Where a phrase does not go on, another one may: from each state to that of the longest end of what was read
     * that is the start of a phrase. Breadth first, because that state is less deep and so complete by then.
     */
    private void follow(int columns) {
        int[] fallback = new int[endings.length];
        ArrayDeque<Integer> queue = new ArrayDeque<>();
        queue.add(0);
        while (!queue.isEmpty()) {
            int state = queue.remove();
            for (int column = 0; column < columns; column++) {
                int child = next(state, column);
                int elsewhere = state == 0 ? 0 : next(fallback[state], column);
                if (child == 0) {
                    setNext(state, column, elsewhere);
                } else {
                    fallback[child] = elsewhere & ~ENDS;
                    if (endings[fallback[child]] != null) {
                        add(child, endings[fallback[child]]);
                    }
                    setNext(state, column, endings[child] == null ? child : child | ENDS);
                    queue.add(child);
                }
            }
        }
    }
}
