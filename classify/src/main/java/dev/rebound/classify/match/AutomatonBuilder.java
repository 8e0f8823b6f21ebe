package dev.rebound.classify.match;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Makes the tables of an {@link Automaton}, in time linear in the bytes of all strings: as a tree, then
 * breadth first to the state that each falls back to, then interlaced.
 *
 * <p>Nodes are numbered as they stand in the sorted strings, a string's own nodes one after the other.
 */
final class AutomatonBuilder {

    /** Columns that stand for no byte of a string. */
    private static final int COLUMNS_RESERVED = Automaton.STRANGE_COLUMN + 1;

    /** A cell that no state owns: no byte has this column, because UTF-8 has fewer. */
    private static final int FREE = -1;

    /** States of at most this depth have a row of their own: after a space and the first byte of a word. */
    private static final int ROW_DEPTH_MAX = 2;

    /** After so many places where a state does not fit, the search for one starts further on. */
    private static final int MISFITS_MAX = 64;

    private final List<Literal> literals;
    private final byte[] columnOf = new byte[256];
    private int columns = COLUMNS_RESERVED;

    private int nodes;
    private int[] column;
    private int[] depth;
    private int[] firstChild;
    private int[] sibling;

    /** The string that ends in a node, or -1. */
    private int[] literal;

    /** The node of the longest proper end of what leads to a node. */
    private int[] fallback;

    /** Where a node's whole row starts, or that of the nearest node it falls back to. */
    private int[] row;

    /** For each node without a row of its own where its differences from a row are, as column and node. */
    private int[] firstDifference;

    /** How many there are. */
    private int[] differenceLength;

    private int[] differences = new int[1 << 12];
    private int differenceCount;

    private int[] rows = new int[0];
    private int rowCount;

    /** The longest string that ends in a node or in what it falls back to, or -1. */
    private int[] endingOf;

    private int[] shorter;

    private int[] cells = new int[0];
    private int[] state;

    AutomatonBuilder(List<Literal> literals) {
        this.literals = literals;
        assignColumns();
        int nodesMax =
                1 + literals.stream().mapToInt(each -> each.bytes().length).sum();
        column = new int[nodesMax];
        depth = new int[nodesMax];
        firstChild = filled(nodesMax);
        sibling = filled(nodesMax);
        literal = filled(nodesMax);
        plant();
        fallback = new int[nodes];
        row = new int[nodes];
        firstDifference = new int[nodes];
        differenceLength = new int[nodes];
        endingOf = filled(nodes);
        shorter = filled(literals.size());
        state = new int[nodes];
        connect();
        interlace();
    }

    private static int[] filled(int length) {
        int[] filled = new int[length];
        Arrays.fill(filled, -1);
        return filled;
    }

    private void assignColumns() {
        Arrays.fill(columnOf, (byte) Automaton.STRANGE_COLUMN);
        for (Literal each : literals) {
            for (byte b : each.bytes()) {
                if (columnOf[b & 0xFF] == Automaton.STRANGE_COLUMN) {
                    columnOf[b & 0xFF] = (byte) columns++;
                }
            }
        }
    }

    private int columnOf(byte b) {
        return columnOf[b & 0xFF] & 0xFF;
    }

    /** The tree of all strings: each shares with the one before, in sorted order, as much as it can. */
    private void plant() {
        int longest =
                literals.stream().mapToInt(each -> each.bytes().length).max().orElse(0);
        int[] path = new int[longest + 1];
        nodes = 1;
        byte[] before = {};
        for (int number = 0; number < literals.size(); number++) {
            byte[] bytes = literals.get(number).bytes();
            int shared = Math.max(0, Arrays.mismatch(before, bytes));
            for (int i = shared; i < bytes.length; i++) {
                path[i + 1] = child(path[i], columnOf(bytes[i]), i + 1);
            }
            literal[path[bytes.length]] = number;
            before = bytes;
        }
    }

    private int child(int parent, int columnOfChild, int depthOfChild) {
        int node = nodes++;
        column[node] = columnOfChild;
        depth[node] = depthOfChild;
        sibling[node] = firstChild[parent];
        firstChild[parent] = node;
        return node;
    }

    /** Breadth first, so that what a node falls back to is complete when it is needed. */
    private void connect() {
        int[] queue = new int[nodes];
        int tail = 1;
        for (int head = 0; head < nodes; head++) {
            int node = queue[head];
            endings(node);
            for (int child = firstChild[node]; child >= 0; child = sibling[child]) {
                fallback[child] = node == 0 ? 0 : next(fallback[node], column[child]);
                queue[tail++] = child;
            }
            if (depth[node] <= ROW_DEPTH_MAX) {
                wholeRow(node);
            } else {
                differences(node);
            }
        }
    }

    /** Where a node goes on a byte; only for nodes that {@link #connect} has been at. */
    private int next(int node, int columnOfByte) {
        if (depth[node] > ROW_DEPTH_MAX) {
            for (int i = firstDifference[node]; i < lastDifference(node); i += 2) {
                if (differences[i] == columnOfByte) {
                    return differences[i + 1];
                }
            }
        }
        return rows[row[node] + columnOfByte];
    }

    private int lastDifference(int node) {
        return firstDifference[node] + 2 * differenceLength[node];
    }

    private void endings(int node) {
        int inherited = node == 0 ? -1 : endingOf[fallback[node]];
        if (literal[node] < 0) {
            endingOf[node] = inherited;
        } else {
            shorter[literal[node]] = inherited;
            endingOf[node] = literal[node];
        }
    }

    private void wholeRow(int node) {
        row[node] = rowCount * columns;
        rowCount++;
        if (rows.length < rowCount * columns) {
            rows = Arrays.copyOf(rows, 2 * rowCount * columns);
        }
        if (node != 0) {
            int from = fallback[node];
            for (int c = 0; c < columns; c++) {
                rows[row[node] + c] = next(from, c);
            }
        }
        for (int child = firstChild[node]; child >= 0; child = sibling[child]) {
            rows[row[node] + column[child]] = child;
        }
    }

    private void differences(int node) {
        int from = fallback[node];
        row[node] = row[from];
        firstDifference[node] = differenceCount;
        for (int child = firstChild[node]; child >= 0; child = sibling[child]) {
            differ(column[child], child);
        }
        int own = differenceCount;
        if (depth[from] > ROW_DEPTH_MAX) {
            for (int i = firstDifference[from]; i < lastDifference(from); i += 2) {
                if (!isAmong(differences[i], firstDifference[node], own)) {
                    differ(differences[i], differences[i + 1]);
                }
            }
        }
        differenceLength[node] = (differenceCount - firstDifference[node]) / 2;
    }

    private boolean isAmong(int columnOfByte, int from, int to) {
        for (int i = from; i < to; i += 2) {
            if (differences[i] == columnOfByte) {
                return true;
            }
        }
        return false;
    }

    private void differ(int columnOfByte, int node) {
        if (differenceCount == differences.length) {
            differences = Arrays.copyOf(differences, 2 * differenceCount);
        }
        differences[differenceCount++] = columnOfByte;
        differences[differenceCount++] = node;
    }

    /** Gives every node the first place at which its cells fall between those of others. */
    private void interlace() {
        BitSet taken = new BitSet();
        int start = 0;
        for (int node = 0; node < nodes; node++) {
            int at = taken.nextClearBit(start);
            int misfits = 0;
            while (!fits(node, at, taken)) {
                at = taken.nextClearBit(at + 1);
                misfits++;
            }
            if (misfits > MISFITS_MAX) {
                start = at;
            }
            if (at > Automaton.CELLS_MAX - 2 * columns) {
                throw new IllegalArgumentException("the phrases take too much memory when they are laid out");
            }
            take(node, at, taken);
            state[node] = at;
        }
        fill(taken.length() + columns);
    }

    private boolean fits(int node, int at, BitSet taken) {
        if (endingOf[node] >= 0 && taken.get(at + Automaton.ENDING_COLUMN)) {
            return false;
        }
        for (int i = firstDifference[node]; i < lastDifference(node); i += 2) {
            if (taken.get(at + differences[i])) {
                return false;
            }
        }
        return true;
    }

    private void take(int node, int at, BitSet taken) {
        taken.set(at + Automaton.ROW_COLUMN);
        if (endingOf[node] >= 0) {
            taken.set(at + Automaton.ENDING_COLUMN);
        }
        for (int i = firstDifference[node]; i < lastDifference(node); i += 2) {
            taken.set(at + differences[i]);
        }
    }

    private void fill(int size) {
        cells = new int[size];
        Arrays.fill(cells, FREE);
        for (int node = 0; node < nodes; node++) {
            put(node, Automaton.ROW_COLUMN, row[node]);
            if (endingOf[node] >= 0) {
                put(node, Automaton.ENDING_COLUMN, endingOf[node]);
            }
            for (int i = firstDifference[node]; i < lastDifference(node); i += 2) {
                put(node, differences[i], target(differences[i + 1]));
            }
        }
        rows = Arrays.copyOf(rows, rowCount * columns);
        for (int i = 0; i < rows.length; i++) {
            rows[i] = target(rows[i]);
        }
    }

    private void put(int node, int columnOfCell, int value) {
        cells[state[node] + columnOfCell] = columnOfCell << Automaton.COLUMN_SHIFT | value;
    }

    private int target(int node) {
        return endingOf[node] < 0 ? state[node] : state[node] | Automaton.ENDING;
    }

    int[] cells() {
        return cells;
    }

    byte[] columnOf() {
        return columnOf;
    }

    int[] rows() {
        return rows;
    }

    int root() {
        return state[0];
    }

    int[] shorter() {
        return shorter;
    }
}
