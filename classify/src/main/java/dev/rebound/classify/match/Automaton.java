package dev.rebound.classify.match;

import dev.rebound.classify.text.NormalText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds every occurrence of many byte strings in one pass (Aho and Corasick, "Efficient string
 * matching", CACM 18(6), 1975), as a dense table: one look-up a byte, whatever the number of
 * strings and whatever the text.
 *
 * <p>Bytes that occur in no string share one column, so a row has as many columns as there are
 * different bytes in the strings (about 90) and not 256. A state is stored as the index of its row,
 * which saves the multiplication, and negated where a string ends, which saves a second look-up
 * everywhere else. Immutable; thread-safe.
 */
final class Automaton {

    private final byte[] columnOf;
    private final int[] table;
    private final int columns;
    private final int[][] endings;

    Automaton(List<Literal> literals) {
        columnOf = columns(literals);
        columns = columnCount(literals);
        Trie trie = new Trie(literals);
        table = trie.table();
        // only now: making the table is what adds to each state the strings that end inside it
        endings = trie.endings.toArray(int[][]::new);
    }

    /** Told about every occurrence, in the order of their ends. */
    interface Listener {
        /**
         * One occurrence.
         *
         * @param literal number of the string found
         * @param end index behind its last byte
         * @return false to stop the search
         */
        boolean found(int literal, int end);
    }

    void search(NormalText text, Listener listener) {
        int state = 0;
        int length = text.length();
        for (int at = 0; at < length; at++) {
            int next = table[state + (columnOf[text.byteAt(at) & 0xFF] & 0xFF)];
            if (next < 0) {
                next = -next;
                for (int literal : endings[next / columns]) {
                    if (!listener.found(literal, at + 1)) {
                        return;
                    }
                }
            }
            state = next;
        }
    }

    /** Bytes of memory that the table takes. */
    long tableBytes() {
        return 4L * table.length;
    }

    private static byte[] columns(List<Literal> literals) {
        byte[] columns = new byte[256];
        int next = 1;
        for (Literal literal : literals) {
            for (byte b : literal.bytes()) {
                if (columns[b & 0xFF] == 0) {
                    columns[b & 0xFF] = (byte) next++;
                }
            }
        }
        return columns;
    }

    private static int columnCount(List<Literal> literals) {
        return 1
                + (int) literals.stream()
                        .flatMapToInt(literal -> {
                            byte[] bytes = literal.bytes();
                            return IntStream.range(0, bytes.length).map(i -> bytes[i]);
                        })
                        .distinct()
                        .count();
    }

    /** The tree of all strings while the table is being made. */
    private final class Trie {

        private final List<int[]> children = new ArrayList<>();
        private final List<int[]> endings = new ArrayList<>();

        Trie(List<Literal> literals) {
            node();
            for (int i = 0; i < literals.size(); i++) {
                add(literals.get(i), i);
            }
        }

        private int node() {
            children.add(new int[columns]);
            endings.add(new int[0]);
            return children.size() - 1;
        }

        private void add(Literal literal, int number) {
            int node = 0;
            for (byte b : literal.bytes()) {
                int column = columnOf[b & 0xFF] & 0xFF;
                int child = children.get(node)[column];
                if (child == 0) {
                    child = node();
                    children.get(node)[column] = child;
                }
                node = child;
            }
            endings.set(node, with(endings.get(node), new int[] {number}));
        }

        private static int[] with(int[] some, int[] more) {
            int[] all = Arrays.copyOf(some, some.length + more.length);
            System.arraycopy(more, 0, all, some.length, more.length);
            return all;
        }

        /** Breadth first, so that the state to fall back to is complete when it is needed. */
        int[] table() {
            int[] fallback = new int[children.size()];
            ArrayDeque<Integer> queue = new ArrayDeque<>();
            queue.add(0);
            while (!queue.isEmpty()) {
                int node = queue.remove();
                int[] row = children.get(node);
                int[] fallbackRow = children.get(fallback[node]);
                for (int column = 0; column < columns; column++) {
                    int child = row[column];
                    if (child == 0) {
                        row[column] = node == 0 ? 0 : fallbackRow[column];
                    } else {
                        int next = node == 0 ? 0 : fallbackRow[column];
                        fallback[child] = next;
                        endings.set(child, with(endings.get(child), endings.get(next)));
                        queue.add(child);
                    }
                }
            }
            return flat();
        }

        private int[] flat() {
            int[] flat = new int[children.size() * columns];
            for (int node = 0; node < children.size(); node++) {
                int[] row = children.get(node);
                for (int column = 0; column < columns; column++) {
                    int target = row[column] * columns;
                    flat[node * columns + column] = endings.get(row[column]).length > 0 ? -target : target;
                }
            }
            return flat;
        }
    }
}
