package dev.rebound.parse.dialect;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Phrases that are looked for together: which of them occur in a text is found in one pass over it, however many
 * they are. A report is asked for many hundred phrases; looked for one by one, they cost more than all the rest
 * of reading it.
 *
 * <p>Of each phrase four bytes are kept in a table, those of its bytes that are rarest: "undeliverable" can only
 * stand where its four stand. At each place of a text the four bytes there are hashed, and one bit says that no
 * phrase has them, which is so at nearly every place; only where some phrase has, is it compared as a whole. (The
 * idea is Wu and Manber's, "A fast algorithm for multi-pattern searching", University of Arizona TR-94-17; without
 * their jumps, which short phrases forbid.) An automaton of all phrases, which we had before, takes a step for each
 * letter that has to wait for the step before, in a table of megabytes; here no step waits for another, and what most
 * texts touch are the eight kilobytes of bits.
 *
 * <p>Letters of both cases are one. For ASCII a bit that is set in all bytes makes them alike, and letters of other
 * alphabets are made small before. That bit confuses other characters too, which costs a comparison and nothing more:
 * the bits may err, the comparison decides.
 *
 * <p>The cost is a few operations a byte, and at most the comparisons of one list of phrases that share four bytes;
 * a phrase that was found is not compared again. It answers whether a phrase occurs, not where; who wants to know
 * looks for the few that do. Immutable; thread-safe.
 *
 * <p>{@code classify} has an automaton of its own, over the bytes of normalised texts and with places: the two share
 * nothing, and neither module knows the other.
 */
public final class Vocabulary {

    private static final VarHandle FOUR = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    /** Bytes by which the table knows a phrase. */
    private static final int GRAM = Integer.BYTES;
    /** Set in each byte, it makes small and capital letters alike. */
    private static final int FOLD = 0x2020_2020;
    /** Spreads what tells grams apart to the highest bits (2 to the 32nd divided by the golden ratio). */
    private static final int SPREAD = 0x9e37_79b1;
    /** Bits of the hash by which most places of a text are passed over. */
    private static final int HASH_BITS = 16;
    /** The letters of English, most frequent first; a byte that is not here is rarer than all of them. */
    private static final String BY_FREQUENCY = " etaoinsrhldcumfpgwybvkxjqz";

    private final Map<String, Integer> numbers = new HashMap<>();
    private final byte[][] phrases;
    private final long[] mayStand = new long[1 << (HASH_BITS - 6)];
    private final int[] grams;
    /** By slot: the numbers of phrases, each with the place of the gram in it in the lowest bits. */
    private final int[][] kept;

    private static final int PLACE_BITS = 10;

    /** No gram is this, because of {@link #FOLD}. */
    private static final int FREE = 0;

    private static final int[] NOTHING = {};

    /** Of phrases in lower case, none shorter than three bytes; those that occur in several lists count once. */
    public Vocabulary(Collection<List<String>> lists) {
        for (List<String> list : lists) {
            for (String phrase : list) {
                numbers.putIfAbsent(phrase, numbers.size());
            }
        }
        phrases = new byte[numbers.size()][];
        numbers.forEach((phrase, number) -> phrases[number] = phrase.getBytes(StandardCharsets.UTF_8));
        Map<Integer, List<Integer>> table = new HashMap<>();
        Map<Integer, Integer> occurrences = occurrences();
        for (int number = 0; number < phrases.length; number++) {
            int place = rarestPlace(phrases[number], occurrences);
            for (int gram : gramsAt(phrases[number], place)) {
                table.computeIfAbsent(gram, key -> new ArrayList<>()).add((number << PLACE_BITS) | place);
            }
        }
        int slots = Integer.highestOneBit(2 * table.size() + 1) << 1;
        grams = new int[slots];
        kept = new int[slots][];
        Arrays.fill(kept, NOTHING);
        table.forEach(this::put);
    }

    /** The phrases of a vocabulary that occur in one text. Immutable. */
    public static final class Said {

        private final long[] found;

        private Said(long[] found) {
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

        /** Whether the phrase of a {@linkplain #numberOf number} does. */
        public boolean has(int number) {
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

    /** What {@link Said#has} knows a phrase by; -1 if it is none of these. */
    public int numberOf(String phrase) {
        Integer number = numbers.get(phrase);
        return number == null ? -1 : number;
    }

    /** Looks for all of them, in letters of either case. */
    public Said in(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length != text.length()) {
            bytes = Small.utf8(text);
        }
        long[] found = new long[words()];
        int last = bytes.length - GRAM;
        for (int i = 0; i <= last; i++) {
            look((int) FOUR.get(bytes, i) | FOLD, bytes, i, found);
        }
        int rest = bytes.length - GRAM + 1;
        if (rest >= 0) {
            // A phrase of three bytes may be the end of the text.
            look(gram(bytes, rest, ' '), bytes, rest, found);
        }
        return new Said(found);
    }

    private void look(int gram, byte[] bytes, int at, long[] found) {
        int hash = gram * SPREAD;
        if (((mayStand[hash >>> (Integer.SIZE - HASH_BITS + 6)] >>> (hash >>> (Integer.SIZE - HASH_BITS))) & 1) != 0) {
            compare(gram, bytes, at, found);
        }
    }

    private void compare(int gram, byte[] bytes, int at, long[] found) {
        for (int candidate : kept[slot(gram)]) {
            int number = candidate >> PLACE_BITS;
            boolean known = (found[number >> 6] & 1L << number) != 0;
            if (!known && stands(phrases[number], bytes, at - (candidate & ((1 << PLACE_BITS) - 1)))) {
                found[number >> 6] |= 1L << number;
            }
        }
    }

    private static boolean stands(byte[] phrase, byte[] bytes, int start) {
        if (start < 0 || start + phrase.length > bytes.length) {
            return false;
        }
        for (int i = 0; i < phrase.length; i++) {
            byte b = bytes[start + i];
            if ((b >= 'A' && b <= 'Z' ? b | 0x20 : b) != phrase[i]) {
                return false;
            }
        }
        return true;
    }

    private int words() {
        return (phrases.length + Long.SIZE - 1) / Long.SIZE;
    }

    /** Four bytes of a phrase or text, cases made alike; {@code beyond} stands for what is behind its end. */
    private static int gram(byte[] bytes, int at, int beyond) {
        int gram = 0;
        for (int i = GRAM - 1; i >= 0; i--) {
            gram = (gram << Byte.SIZE) | (at + i < bytes.length ? bytes[at + i] & 0xff : beyond);
        }
        return gram | FOLD;
    }

    /** How often each four bytes occur in all phrases: a measure of how often they do in texts that speak like them. */
    private Map<Integer, Integer> occurrences() {
        Map<Integer, Integer> occurrences = new HashMap<>();
        for (byte[] phrase : phrases) {
            for (int at = 0; at + GRAM <= phrase.length; at++) {
                occurrences.merge(gram(phrase, at, ' '), 1, Integer::sum);
            }
        }
        return occurrences;
    }

    private static int rarestPlace(byte[] phrase, Map<Integer, Integer> occurrences) {
        if (phrase.length < GRAM - 1 || phrase.length > 1 << PLACE_BITS) {
            throw new IllegalArgumentException("a phrase must have 3 to 1,024 bytes, not " + phrase.length);
        }
        int rarest = 0;
        for (int at = 1; at + GRAM <= phrase.length; at++) {
            rarest = rank(phrase, at, occurrences) < rank(phrase, rarest, occurrences) ? at : rarest;
        }
        return rarest;
    }

    /** The four bytes at a place of a phrase; of one of three bytes, these with each byte that may follow. */
    private static int[] gramsAt(byte[] phrase, int place) {
        return phrase.length >= GRAM
                ? new int[] {gram(phrase, place, ' ')}
                : IntStream.range(0, 0x100)
                        .map(next -> gram(phrase, place, next))
                        .distinct()
                        .toArray();
    }

    /** The lower, the rarer the four bytes are at a place of a phrase. */
    private static int rank(byte[] phrase, int at, Map<Integer, Integer> occurrences) {
        int frequent = 0;
        for (int i = at; i < at + GRAM; i++) {
            int place = BY_FREQUENCY.indexOf(phrase[i]);
            frequent += place < 0 ? 0 : BY_FREQUENCY.length() - place;
        }
        return occurrences.getOrDefault(gram(phrase, at, ' '), 0) * GRAM * BY_FREQUENCY.length() + frequent;
    }

    private void put(int gram, List<Integer> phrasesWithIt) {
        int slot = slot(gram);
        grams[slot] = gram;
        kept[slot] = phrasesWithIt.stream().mapToInt(Integer::intValue).toArray();
        int hash = (gram * SPREAD) >>> (Integer.SIZE - HASH_BITS);
        mayStand[hash >>> 6] |= 1L << hash;
    }

    /** Where a gram is kept, or the free place where it would be. */
    private int slot(int gram) {
        int slot = ((gram * SPREAD) >>> Byte.SIZE) & (grams.length - 1);
        while (grams[slot] != FREE && grams[slot] != gram) {
            slot = (slot + 1) & (grams.length - 1);
        }
        return slot;
    }

    /**
     * Texts in small letters, one letter by one: the Turkish i without a dot is no small I, and a sigma does not ask for
     * its place. Needed only where a text is not ASCII, and made when the first such text comes.
     */
    private static final class Small {

        private static final char[] LETTERS = letters();

        private static char[] letters() {
            char[] letters = new char[1 << Character.SIZE];
            for (int letter = 0; letter < letters.length; letter++) {
                char small = Character.toLowerCase((char) letter);
                letters[letter] = Character.toUpperCase(small) == letter ? small : (char) letter;
            }
            return letters;
        }

        /** UTF-8, but for the halves of letters beyond 16 bits: no phrase has such. */
        static byte[] utf8(String text) {
            char[] letters = text.toCharArray();
            byte[] bytes = new byte[3 * letters.length];
            int length = 0;
            for (char letter : letters) {
                char small = LETTERS[letter];
                if (small < 0x80) {
                    bytes[length++] = (byte) small;
                } else {
                    if (small < 0x800) {
                        bytes[length++] = (byte) (0xc0 | (small >> 6));
                    } else {
                        bytes[length++] = (byte) (0xe0 | (small >> 12));
                        bytes[length++] = (byte) (0x80 | ((small >> 6) & 0x3f));
                    }
                    bytes[length++] = (byte) (0x80 | (small & 0x3f));
                }
            }
            return Arrays.copyOf(bytes, length);
        }
    }
}
