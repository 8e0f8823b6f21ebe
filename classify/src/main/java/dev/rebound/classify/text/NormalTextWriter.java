package dev.rebound.classify.text;

import java.util.Arrays;

/**
 * Collects the bytes of a {@link NormalText}, with the word and the source character of each, and its
 * codes. Keeps its arrays from text to text.
 */
final class NormalTextWriter {

    private byte[] bytes = new byte[512];
    private char[] words = new char[512];
    private char[] origins = new char[512];
    private int length;
    private int word;
    private boolean inWord;
    private boolean unspacedBefore;
    private int[] codes = new int[16];
    private int codeCount;

    /** Forgets the text before. */
    void start() {
        length = 0;
        word = -1;
        inWord = false;
        unspacedBefore = false;
        codeCount = 0;
        put((byte) ' ', 0);
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

    /** Appends a stretch of the source that is ASCII and part of one word. */
    void ascii(char[] source, int from, int to) {
        openWord(from, false);
        reserve(to - from);
        byte[] folded = bytes;
        char[] numbers = words;
        char[] places = origins;
        char number = (char) word;
        int at = length;
        for (int i = from; i < to; i++, at++) {
            folded[at] = Folding.ASCII[source[i]];
            numbers[at] = number;
            places[at] = (char) i;
        }
        length = at;
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

    /** Notes a code that is no part of the words: a reply code, or a packed status. */
    void code(int offset, int code) {
        if (codeCount == codes.length) {
            codes = Arrays.copyOf(codes, 2 * codeCount);
        }
        codes[codeCount++] = offset;
        codes[codeCount++] = code;
    }

    /** The text; it is good until the next {@link #start}. */
    NormalText finish(int sourceLength) {
        if (bytes[length - 1] != ' ') {
            put((byte) ' ', Math.max(0, sourceLength - 1));
        }
        return new NormalText(this);
    }

    byte[] bytes() {
        return bytes;
    }

    char[] words() {
        return words;
    }

    char[] origins() {
        return origins;
    }

    int[] codes() {
        return codes;
    }

    int codeCount() {
        return codeCount / 2;
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
        reserve(1);
        bytes[length] = b;
        words[length] = (char) Math.max(0, word);
        origins[length] = (char) origin;
        length++;
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            int capacity = 2 * (length + more);
            bytes = Arrays.copyOf(bytes, capacity);
            words = Arrays.copyOf(words, capacity);
            origins = Arrays.copyOf(origins, capacity);
        }
    }
}
