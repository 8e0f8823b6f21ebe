package dev.rebound.classify.text;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Collects the bytes of a {@link NormalText}, and its codes. Keeps its arrays from text to text.
 *
 * <p>Which word a byte belongs to and which source character it came from is noted once for each piece
 * that was copied as it stood, not for each byte: most pieces are whole words.
 */
final class NormalTextWriter {

    private byte[] bytes = new byte[512];
    private int length;
    private int word;
    private boolean inWord;
    private boolean unspacedBefore;
    private long[] pieces = new long[64];
    private int pieceCount;
    private int[] codes = new int[16];
    private int codeCount;

    private int lengthBefore;
    private int piecesBefore;
    private boolean unspacedBeforeThat;

    /** Forgets the text before. */
    void start() {
        length = 0;
        word = -1;
        inWord = false;
        unspacedBefore = false;
        pieceCount = 0;
        codeCount = 0;
        put((byte) ' ');
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
    private void openWord(boolean unspaced) {
        if (inWord && unspaced == unspacedBefore && !unspaced) {
            return;
        }
        boolean spaceNeeded = bytes[length - 1] != ' ' && !(unspaced && unspacedBefore);
        word++;
        if (spaceNeeded) {
            put((byte) ' ');
        }
        inWord = true;
        unspacedBefore = unspaced;
    }

    /** Appends one character of a word; {@code c} is already folded. */
    void append(char c, int origin) {
        if (c < 0x80) {
            openWord(false);
            beginPiece(origin, false);
            put((byte) c);
        } else {
            openWord(Folding.isUnspaced(c));
            beginPiece(origin, false);
            putUtf8(c);
        }
    }

    /** Appends a stretch of the source that is ASCII and part of one word. */
    void ascii(char[] source, int from, int to) {
        openWord(false);
        beginPiece(from, true);
        reserve(to - from);
        byte[] folded = bytes;
        int at = length;
        for (int i = from; i < to; i++) {
            folded[at++] = Folding.ASCII[source[i]];
        }
        length = at;
    }

    /**
     * Appends the letters A to Z that begin at a place where no word is under way, as a word that can be
     * {@linkplain #takeBack taken back}; where they end, which is {@code from} if there are none.
     */
    int letters(char[] source, int from, int to) {
        lengthBefore = length;
        piecesBefore = pieceCount;
        unspacedBeforeThat = unspacedBefore;
        reserve(to - from + 1);
        byte[] folded = bytes;
        int at = length;
        if (folded[at - 1] != ' ') {
            folded[at++] = ' ';
        }
        int begin = at;
        int i = from;
        while (i < to) {
            char c = source[i];
            byte letter = c < 0x80 ? Folding.LETTERS[c] : 0;
            if (letter == 0) {
                break;
            }
            folded[at++] = letter;
            i++;
        }
        if (i > from) {
            word++;
            unspacedBefore = false;
            length = begin;
            beginPiece(from, true);
            length = at;
        }
        return i;
    }

    /** Takes back what {@link #letters} appended: the word turned out to be part of something else. */
    void takeBack() {
        if (length > lengthBefore) {
            length = lengthBefore;
            pieceCount = piecesBefore;
            unspacedBefore = unspacedBeforeThat;
            word--;
        }
    }

    /** Appends a whole word that stands for the source characters from first to last. */
    void mask(byte[] mask, int first, int last) {
        breakWord();
        openWord(false);
        beginPiece(first, false);
        reserve(mask.length);
        System.arraycopy(mask, 0, bytes, length, mask.length);
        length += mask.length - 1;
        beginPiece(last, false);
        length++;
        breakWord();
    }

    /** Takes back everything from a byte on, which is where a word begins: it turned out to be a code. */
    void takeBackWord(int from) {
        length = from;
        word--;
        inWord = false;
        while (pieceCount > 0 && NormalText.startOf(pieces[pieceCount - 1]) >= from) {
            pieceCount--;
        }
    }

    /** Notes a code that is no part of the words: a reply code, or a packed status. */
    void code(int offset, int code) {
        if (codeCount == codes.length) {
            codes = Arrays.copyOf(codes, 2 * codeCount);
        }
        codes[codeCount++] = offset;
        codes[codeCount++] = code;
    }

    /**
     * The text; it is good until the next {@link #start}.
     *
     * @param decoding how the source was decoded, if it was
     */
    NormalText finish(@Nullable Decoding decoding) {
        if (bytes[length - 1] != ' ') {
            put((byte) ' ');
        }
        return new NormalText(this, decoding);
    }

    byte[] bytes() {
        return bytes;
    }

    long[] pieces() {
        return pieces;
    }

    int pieceCount() {
        return pieceCount;
    }

    int[] codes() {
        return codes;
    }

    int codeCount() {
        return codeCount / 2;
    }

    /** What is appended from here on belongs to the word under way and comes from this place of the source. */
    private void beginPiece(int origin, boolean asItStood) {
        if (pieceCount == pieces.length) {
            pieces = Arrays.copyOf(pieces, 2 * pieceCount);
        }
        pieces[pieceCount++] = NormalText.piece(length, word, origin, asItStood);
    }

    private void putUtf8(char c) {
        if (c < 0x800) {
            put((byte) (0xC0 | (c >> 6)));
        } else {
            put((byte) (0xE0 | (c >> 12)));
            put((byte) (0x80 | ((c >> 6) & 0x3F)));
        }
        put((byte) (0x80 | (c & 0x3F)));
    }

    private void put(byte b) {
        reserve(1);
        bytes[length++] = b;
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * (length + more));
        }
    }
}
