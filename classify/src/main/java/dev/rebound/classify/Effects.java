package dev.rebound.classify;

import java.util.ArrayList;
import java.util.List;

/**
 * For each phrase what follows when it stands in a text, one number each, all in one table: that it fills
 * a slot of a rule, keeps a rule out, betrays a pack, or names a command.
 *
 * <p>Immutable; thread-safe.
 */
final class Effects {

    /** It fills this slot. */
    static final int SLOT = 0;

    /** It keeps this rule out. */
    static final int VETO = 1;

    /** It shows that this pack's provider or mailer speaks. */
    static final int PACK = 2;

    /** It says that the command of this row of the code table was answered. */
    static final int COMMAND = 3;

    private static final int KIND_BITS = 2;

    /** For each phrase its first effect; one more at the end. */
    private final int[] firstOf;

    private final int[] effects;

    private Effects(List<List<Integer>> lists) {
        firstOf = new int[lists.size() + 1];
        for (int phrase = 0; phrase < lists.size(); phrase++) {
            firstOf[phrase + 1] = firstOf[phrase] + lists.get(phrase).size();
        }
        effects =
                lists.stream().flatMap(List::stream).mapToInt(Integer::intValue).toArray();
    }

    /** The first effect of a phrase; the next phrase's is behind its last. */
    int first(int phrase) {
        return firstOf[phrase];
    }

    /** What kind of effect it is. */
    int kind(int effect) {
        return effects[effect] & ((1 << KIND_BITS) - 1);
    }

    /** The slot, rule, pack or row that it is about. */
    int number(int effect) {
        return effects[effect] >>> KIND_BITS;
    }

    long tableBytes() {
        return 4L * (firstOf.length + effects.length);
    }

    /** Collects effects. */
    static final class Builder {

        private final List<List<Integer>> lists = new ArrayList<>();

        /** Each of these phrases has this effect. */
        void add(int[] phrases, int kind, int number) {
            for (int phrase : phrases) {
                while (lists.size() <= phrase) {
                    lists.add(new ArrayList<>(1));
                }
                lists.get(phrase).add(number << KIND_BITS | kind);
            }
        }

        /** Everything added so far; phrases are numbered as they were in a book. */
        Effects build() {
            return new Effects(lists);
        }
    }
}
