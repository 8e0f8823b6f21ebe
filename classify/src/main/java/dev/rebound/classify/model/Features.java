package dev.rebound.classify.model;

import java.util.Arrays;

/**
 * A text as numbers: the places, in a table of fixed size, of its character n-grams and of its codes.
 *
 * <p>N-grams cross word breaks, so that short phrases are seen whole; characters and not bytes are
 * counted, so that a Chinese word is one or two of them. Places are hashes: two n-grams may share one,
 * which costs a little accuracy and saves a dictionary.
 */
final class Features {

    /** Size of the table; a power of two. */
    static final int PLACES = 1 << 16;

    /** Characters of the text that are looked at: bounds the cost of an opinion. */
    static final int TEXT_LENGTH_MAX = 400;

    private static final int SHORTEST = 3;
    private static final int LONGEST = 5;

    /** How much a code weighs beside the n-grams, which weigh 1 together (as a vector). */
    private static final float CODE_VALUE = 0.35f;

    private static final int FNV_OFFSET = 0x811c9dc5;
    private static final int FNV_PRIME = 0x01000193;

    private final int[] places;
    private final int grams;
    private final float gramValue;

    private Features(int[] places, int grams) {
        this.places = places;
        this.grams = grams;
        this.gramValue = grams == 0 ? 0 : (float) (1 / StrictMath.sqrt(grams));
    }

    /**
     * Of a normalised text and the codes that count.
     *
     * @param codes for example {@code 550 5.1.1}; may be empty
     */
    static Features of(String normalText, String codes) {
        String text = padded(normalText);
        String[] named = codes.isEmpty() ? new String[0] : codes.split(" ", -1);
        int[] places = new int[Math.max(0, (LONGEST - SHORTEST + 1) * text.length()) + 2 * named.length];
        int count = 0;
        for (int start = 0; start + SHORTEST <= text.length(); start++) {
            int hash = FNV_OFFSET;
            int end = Math.min(text.length(), start + LONGEST);
            for (int at = start; at < end; at++) {
                hash = (hash ^ text.charAt(at)) * FNV_PRIME;
                if (at - start + 1 >= SHORTEST) {
                    places[count++] = place(hash);
                }
            }
        }
        int grams = count;
        for (String code : named) {
            places[count++] = place(hash("#" + code));
            places[count++] = place(hash("#" + code.charAt(0)));
        }
        return new Features(Arrays.copyOf(places, count), grams);
    }

    private static String padded(String text) {
        return " " + text.substring(0, Math.min(TEXT_LENGTH_MAX, text.length())) + " ";
    }

    private static int hash(String text) {
        int hash = FNV_OFFSET;
        for (int at = 0; at < text.length(); at++) {
            hash = (hash ^ text.charAt(at)) * FNV_PRIME;
        }
        return hash;
    }

    /** The low bits of FNV-1a are weak: the high ones are folded in. */
    private static int place(int hash) {
        return (hash ^ (hash >>> 15) ^ (hash >>> 27)) & (PLACES - 1);
    }

    /** How many features there are. */
    int count() {
        return places.length;
    }

    /** Where the feature stands in the table. */
    int placeOf(int index) {
        return places[index];
    }

    /** What the feature weighs. */
    float value(int index) {
        return index < grams ? gramValue : CODE_VALUE;
    }

    /** How many of them are n-grams; these come first. */
    int grams() {
        return grams;
    }

    /** The characters of the n-gram at an index, for people. */
    static String gram(String normalText, int index) {
        String text = padded(normalText);
        int count = 0;
        for (int start = 0; start + SHORTEST <= text.length(); start++) {
            for (int end = start + SHORTEST; end <= Math.min(text.length(), start + LONGEST); end++) {
                if (count++ == index) {
                    return text.substring(start, end);
                }
            }
        }
        throw new IllegalArgumentException("no n-gram " + index);
    }
}
