package dev.rebound.classify.text;

import java.util.Arrays;
import java.util.List;

/** Collects the bytes of a {@link NormalText}, with the word and the source character of each. */
final class NormalTextWriter {

    private byte[] bytes;
    private char[] words;
    private char[] origins;
    private int length;
    private int word = -1;
    private boolean inWord;
    private boolean unspacedBefore;

    NormalTextWriter(int sourceLength) {
        int capacity = sourceLength + 16;
        bytes = new byte[capacity];
        words = new char[capacity];
        origins = new char[capacity];
        put((byte) ' ', 0);
        unspacedBefore = false;
    }

    int length() {
        return length;
    }

    byte byteAt(int index) {
        return bytes[index];
    }

    /** Ends the word under way, if any. */
    void breakWord() {
        inWord = false;
    }

    /** Starts a new word if none is under way. */
    private void openWord(int origin, boolean unspaced) {
        if (inWord && unspaced == unspacedBefore && !unspaced) {
            return;
        }
        boolean spaceNeeded = bytes[length - 1] != ' ' && !(unspaced && unspacedBefore);
        word++;
        if (spaceNeeded) {
            put((byte) ' ', origin);
        }
        inWord = true;
        unspacedBefore = unspaced;
    }

    /** Appends one character of a word; {@code c} is already folded. */
    void append(char c, int origin) {
        if (c < 0x80) {
            openWord(origin, false);
            put((byte) c, origin);
        } else {
            openWord(origin, Folding.isUnspaced(c));
            putUtf8(c, origin);
        }
    }

    /** Appends a whole word that stands for the source characters from first to last. */
    void mask(String mask, int first, int last) {
        breakWord();
        openWord(first, false);
        for (int i = 0; i < mask.length(); i++) {
            put((byte) mask.charAt(i), i == mask.length() - 1 ? last : first);
        }
        breakWord();
    }

    /** Takes back everything from a byte on: the word there turned out to be something else. */
    void truncate(int to, int wordBefore) {
        length = to;
        word = wordBefore;
        inWord = false;
    }

    int word() {
        return word;
    }

    NormalText finish(int sourceLength, List<NormalText.CodeMention> codes) {
        if (bytes[length - 1] != ' ') {
            put((byte) ' ', Math.max(0, sourceLength - 1));
        }
        return new NormalText(bytes, length, words, origins, codes);
    }

    private void putUtf8(char c, int origin) {
        if (c < 0x800) {
            put((byte) (0xC0 | (c >> 6)), origin);
        } else {
            put((byte) (0xE0 | (c >> 12)), origin);
            put((byte) (0x80 | ((c >> 6) & 0x3F)), origin);
        }
        put((byte) (0x80 | (c & 0x3F)), origin);
    }

    private void put(byte b, int origin) {
        if (length == bytes.length) {
            int capacity = bytes.length * 2;
            bytes = Arrays.copyOf(bytes, capacity);
            words = Arrays.copyOf(words, capacity);
            origins = Arrays.copyOf(origins, capacity);
        }
        bytes[length] = b;
        words[length] = (char) Math.max(0, word);
        origins[length] = (char) origin;
        length++;
    }
}
