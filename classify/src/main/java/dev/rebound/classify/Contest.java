package dev.rebound.classify;

import dev.rebound.classify.match.Findings;
import dev.rebound.classify.rule.Rule;
import dev.rebound.core.bounce.Reason;
import java.util.Arrays;

/**
 * The rules of which something was found in one text, and which of them is best.
 *
 * <p>Every phrase that was found fills the slots that wait for it; a rule that has all of its slots
 * filled, and that nothing keeps out, is a candidate. The cost is that of what was found, whatever the
 * number of rules. Used for text after text, by one thread at a time.
 */
final class Contest {

    private final CompiledRules rules;
    private final Effects effects;
    private final Findings findings;

    /** For each slot 1 more than the heaviest phrase found for it, or 0. */
    private final int[] filled;

    private final boolean[] vetoed;
    private final boolean[] speaking;
    private int hostPack = -1;
    private int commandRow;

    private int[] candidates = new int[16];
    private long[] ranks = new long[16];
    private int count;

    Contest(CompiledRules rules, Findings findings) {
        this.rules = rules;
        this.effects = rules.effects();
        this.findings = findings;
        this.filled = new int[rules.slotCount()];
        this.vetoed = new boolean[rules.ruleCount()];
        this.speaking = new boolean[rules.packCount()];
    }

    /** Forgets a text; before the findings do. */
    void clear() {
        for (int i = 0; i < findings.count(); i++) {
            int end = effects.first(findings.phrase(i) + 1);
            for (int effect = effects.first(findings.phrase(i)); effect < end; effect++) {
                int number = effects.number(effect);
                switch (effects.kind(effect)) {
                    case Effects.SLOT -> filled[number] = 0;
                    case Effects.VETO -> vetoed[number] = false;
                    case Effects.PACK -> speaking[number] = false;
                    default -> {}
                }
            }
        }
        if (hostPack >= 0) {
            speaking[hostPack] = false;
        }
        hostPack = -1;
        count = 0;
    }

    /** Takes in what was found in a text that a server of this pack, or none (-1), wrote. */
    void enter(int packOfHost) {
        hostPack = packOfHost;
        if (packOfHost >= 0) {
            speaking[packOfHost] = true;
        }
        commandRow = CompiledRules.NO_COMMAND;
        for (int i = 0; i < findings.count(); i++) {
            int phrase = findings.phrase(i);
            int end = effects.first(phrase + 1);
            for (int effect = effects.first(phrase); effect < end; effect++) {
                int number = effects.number(effect);
                switch (effects.kind(effect)) {
                    case Effects.SLOT -> fill(number, phrase);
                    case Effects.VETO -> vetoed[number] = true;
                    case Effects.PACK -> speaking[number] = true;
                    default -> commandRow = Math.min(commandRow, number);
                }
            }
        }
    }

    private void fill(int slot, int phrase) {
        int before = filled[slot] - 1;
        if (before >= 0) {
            if (findings.isBetter(phrase, before)) {
                filled[slot] = phrase + 1;
            }
            return;
        }
        filled[slot] = phrase + 1;
        int rule = rules.ruleOfSlot(slot);
        if (slot == rules.firstSlot(rule)) {
            if (count == candidates.length) {
                candidates = Arrays.copyOf(candidates, 2 * count);
                ranks = Arrays.copyOf(ranks, 2 * count);
            }
            candidates[count++] = rule;
        }
    }

    /** The row of the command that the text says was answered, or {@link CompiledRules#NO_COMMAND}. */
    int commandRow() {
        return commandRow;
    }

    /** Leaves only the rules whose conditions hold for these codes. */
    void qualify(Conditions conditions) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            int rule = candidates[i];
            if (!vetoed[rule]
                    && isFilled(rule)
                    && (rules.packNeeded(rule) < 0 || speaking[rules.packNeeded(rule)])
                    && (!rules.hasConditions(rule) || conditions.hold(rules.rule(rule)))) {
                candidates[kept] = rule;
                ranks[kept] = rules.rank(rule, weightOf(rule));
                kept++;
            }
        }
        count = kept;
    }

    private boolean isFilled(int rule) {
        for (int slot = rules.firstSlot(rule); slot < rules.endSlot(rule); slot++) {
            if (filled[slot] == 0) {
                return false;
            }
        }
        return true;
    }

    private int weightOf(int rule) {
        int weight = 0;
        for (int slot = rules.firstSlot(rule); slot < rules.endSlot(rule); slot++) {
            weight += findings.weight(filled[slot] - 1);
        }
        return weight;
    }

    /** Number of candidates. */
    int count() {
        return count;
    }

    /** The number of the {@code index}-th candidate among all rules. */
    int number(int index) {
        return candidates[index];
    }

    /** The rule of the {@code index}-th candidate. */
    Rule rule(int index) {
        return rules.rule(candidates[index]);
    }

    /** What the {@code index}-th candidate concludes where a refusal is this final. */
    Reason reason(int index, Standing standing) {
        return rules.reason(candidates[index], standing);
    }

    /** Bytes of words found for the {@code index}-th candidate. */
    int weight(int index) {
        return weightOf(candidates[index]);
    }

    /** Of each group of the {@code index}-th candidate the heaviest phrase found. */
    int[] phrases(int index) {
        int rule = candidates[index];
        int[] phrases = Arrays.copyOfRange(filled, rules.firstSlot(rule), rules.endSlot(rule));
        for (int i = 0; i < phrases.length; i++) {
            phrases[i]--;
        }
        return phrases;
    }

    /** Negative if the first of two candidates decides, 0 if neither is better. */
    int rank(int one, int other) {
        return Long.compare(ranks[other], ranks[one]);
    }

    /** The better one first; equals in order of their ids, so that no order of loading matters. */
    int order(int one, int other) {
        int rank = rank(one, other);
        return rank != 0 ? rank : Integer.compare(candidates[one], candidates[other]);
    }
}
