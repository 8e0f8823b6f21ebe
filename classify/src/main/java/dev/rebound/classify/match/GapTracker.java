package dev.rebound.classify.match;

/**
 * Follows phrases with gaps while the hits come in, one step a hit and part.
 *
 * <p>For each part of each such phrase it keeps at which words the phrase so far can end, as a bit
 * set of the last 64 words. A hit of the next part then is one shift and one mask away from knowing
 * whether it fits, so that the cost is linear in the number of hits, whatever the text repeats. Gaps
 * are at most {@link Phrase#GAP_WORDS_MAX} words, far less than the window.
 */
final class GapTracker {

    private static final int WINDOW_WORDS = Long.SIZE;

    /** For each part: bit i is set if the phrase so far can end i words before the latest such end. */
    private final long[] ends;

    /** For each part the latest word with which the phrase so far can end. */
    private final char[] latest;

    GapTracker(int parts) {
        ends = new long[parts];
        latest = new char[parts];
    }

    /** The first part of a phrase was found, ending with this word. */
    void start(int part, int lastWord) {
        record(part, lastWord);
    }

    /** A later part was found; true if it fits behind the part before it. */
    boolean advance(int part, Phrase.Gap gap, int firstWord, int lastWord) {
        int before = part - 1;
        int nearest = latest[before] - firstWord + 1 + gap.wordsMin();
        int farthest = latest[before] - firstWord + 1 + gap.wordsMax();
        if (farthest < 0 || nearest >= WINDOW_WORDS) {
            return false;
        }
        long fitting = ends[before] >>> Math.max(0, nearest);
        int width = farthest - Math.max(0, nearest) + 1;
        long mask = width >= WINDOW_WORDS ? -1L : (1L << width) - 1;
        if ((fitting & mask) == 0) {
            return false;
        }
        record(part, lastWord);
        return true;
    }

    private void record(int part, int lastWord) {
        int shift = ends[part] == 0 ? 0 : lastWord - latest[part];
        ends[part] = (shift >= WINDOW_WORDS ? 0 : ends[part] << shift) | 1;
        latest[part] = (char) lastWord;
    }
}
