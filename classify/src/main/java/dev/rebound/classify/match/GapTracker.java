package dev.rebound.classify.match;

import java.util.Arrays;

/**
 * Follows phrases with gaps while the hits come in, one step a hit and part.
 *
 * <p>For each part of each such phrase it keeps at which words the phrase so far can end, as a bit
 * set of the last 64 words. A hit of the next part then is one shift and one mask away from knowing
 * whether it fits, so that the cost is linear in the number of hits, whatever the text repeats. Gaps
 * are at most {@link Phrase#GAP_WORDS_MAX} words, far less than the window. The hits that fitted are
 * kept as a list for each part, so that a phrase that was found whole can be traced back.
 */
final class GapTracker {

    private static final int WINDOW_WORDS = Long.SIZE;

    /**
     * Two numbers a part, side by side because both are needed at once. The first: bit i is set if the
     * phrase so far can end i words before the latest such end; 0 if it cannot end yet. The second: the
     * word of that latest end above, the latest step of the part below.
     */
    private final long[] parts;

    /** For each step the hit that fitted, the step before of the same part, and the part. */
    private int[] hitOf = new int[64];

    private int[] stepBefore = new int[64];
    private int[] partOf = new int[64];
    private int steps;

    GapTracker(int partCount) {
        parts = new long[2 * partCount];
    }

    /** Forgets everything, at the cost of what there is to forget. */
    void clear() {
        for (int step = 0; step < steps; step++) {
            parts[2 * partOf[step]] = 0;
        }
        steps = 0;
    }

    /** True if anything was found of the phrase up to the part before this one. */
    boolean isOpen(int part) {
        return parts[2 * part - 2] != 0;
    }

    /** True if the phrase up to the part before this one can end at one of these words. */
    boolean fits(int part, int firstWord, int lastWord) {
        int latest = (int) (parts[2 * part - 1] >>> 32);
        int nearest = latest - lastWord;
        int farthest = latest - firstWord;
        if (farthest < 0 || nearest >= WINDOW_WORDS) {
            return false;
        }
        int width = farthest - Math.max(0, nearest) + 1;
        long mask = width >= WINDOW_WORDS ? -1L : (1L << width) - 1;
        return ((parts[2 * part - 2] >>> Math.max(0, nearest)) & mask) != 0;
    }

    /** The phrase up to this part ends with this hit, and so at this word. */
    void record(int part, int hit, int lastWord) {
        if (steps == hitOf.length) {
            hitOf = Arrays.copyOf(hitOf, 2 * steps);
            stepBefore = Arrays.copyOf(stepBefore, 2 * steps);
            partOf = Arrays.copyOf(partOf, 2 * steps);
        }
        long ends = parts[2 * part];
        long latest = parts[2 * part + 1];
        int shift = ends == 0 ? 0 : lastWord - (int) (latest >>> 32);
        parts[2 * part] = (shift >= WINDOW_WORDS ? 0 : ends << shift) | 1;
        parts[2 * part + 1] = ((long) lastWord << 32) | steps;
        hitOf[steps] = hit;
        partOf[steps] = part;
        stepBefore[steps] = ends == 0 ? -1 : (int) latest;
        steps++;
    }

    /** The latest step of a part, or -1. */
    int lastStep(int part) {
        return parts[2 * part] == 0 ? -1 : (int) parts[2 * part + 1];
    }

    /** The step of the same part before a step, or -1. */
    int stepBefore(int step) {
        return stepBefore[step];
    }

    /** The hit that a step was made for. */
    int hit(int step) {
        return hitOf[step];
    }
}
