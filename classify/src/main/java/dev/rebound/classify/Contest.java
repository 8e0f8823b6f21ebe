package dev.rebound.classify;

import dev.rebound.classify.match.Findings;
import dev.rebound.classify.rule.Rule;
import java.util.Arrays;

/**
 * The rules of which something was found in one text, and which of them is best.
 *
 * <p>Every phrase that was found fills the slots that wait for it; a rule that has all of its slots
 * filled, and that nothing keeps out, is a candidate. The cost is that of what was found, whatever the
 * number of rules. Used for text after text, by one thread at a time.
 */
final class Contest {

    private static final int NOT_WEIGHED = -1;

    private final CompiledRules rules;
    private final Findings findings;

    /** For each slot 1 more than the heaviest phrase found for it, or 0. */
    private final int[] filled;

    private final boolean[] vetoed;
    private final boolean[] speaking;
    private int hostPack = -1;
    private int commandRow;

    private int[] candidates = new int[16];
    private int[] weights = new int[16];
    private int count;

    Contest(CompiledRules rules, Findings findings) {
        this.rules = rules;
        this.findings = findings;
        this.filled = new int[rules.slotCount()];
        this.vetoed = new boolean[rules.ruleCount()];
        this.speaking = new boolean[rules.packCount()];
    }

    /** Forgets a text; before the findings do. */
    void clear() {
        for (int i = 0; i < findings.count(); i++) {
            int phrase = findings.phrase(i);
            for (int slot : rules.slotsOf(phrase)) {
                filled[slot] = 0;
            }
            for (int rule : rules.vetoesOf(phrase)) {
                vetoed[rule] = false;
            }
            for (int pack : rules.packsOf(phrase)) {
                speaking[pack] = false;
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
            for (int slot : rules.slotsOf(phrase)) {
                fill(slot, phrase);
            }
            for (int rule : rules.vetoesOf(phrase)) {
                vetoed[rule] = true;
            }
            for (int pack : rules.packsOf(phrase)) {
                speaking[pack] = true;
            }
            commandRow = Math.min(commandRow, rules.commandOf(phrase));
        }
    }

    private void fill(int slot, int phrase) {
        int before = filled[slot] - 1;
        if (before >= 0) {
            if (findings.weight(phrase) > findings.weight(before)) {
                filled[slot] = phrase + 1;
            }
            return;
        }
        filled[slot] = phrase + 1;
        int rule = rules.ruleOfSlot(slot);
        if (slot == rules.firstSlot(rule)) {
            if (count == candidates.length) {
                candidates = Arrays.copyOf(candidates, 2 * count);
                weights = Arrays.copyOf(weights, 2 * count);
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
            int number = candidates[i];
            if (!vetoed[number] && isFilled(number) && conditions.hold(rules.rule(number)) && speaks(number)) {
                candidates[kept] = number;
                weights[kept] = NOT_WEIGHED;
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

    private boolean speaks(int number) {
        return switch (rules.rule(number).scope()) {
            case ANY -> true;
            case PROVIDER, MAILER -> speaking[rules.packOfRule(number)];
        };
    }

    /** Number of candidates. */
    int count() {
        return count;
    }

    /** The rule of the {@code index}-th candidate. */
    Rule rule(int index) {
        return rules.rule(candidates[index]);
    }

    /** Bytes of words found for the {@code index}-th candidate. */
    int weight(int index) {
        if (weights[index] == NOT_WEIGHED) {
            int weight = 0;
            for (int slot = rules.firstSlot(candidates[index]); slot < rules.endSlot(candidates[index]); slot++) {
                weight += findings.weight(filled[slot] - 1);
            }
            weights[index] = weight;
        }
        return weights[index];
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
        int bySpecificity = rule(other).specificity().compareTo(rule(one).specificity());
        if (bySpecificity != 0) {
            return bySpecificity;
        }
        int byWeight = Integer.compare(weight(other), weight(one));
        return byWeight != 0 ? byWeight : Integer.compare(conditions(rule(other)), conditions(rule(one)));
    }

    private static int conditions(Rule rule) {
        return rule.match().conditionCount() + rule.match().groups().size();
    }

    /** The better one first; equals in order of their ids, so that no order of loading matters. */
    int order(int one, int other) {
        int rank = rank(one, other);
        return rank != 0 ? rank : Integer.compare(candidates[one], candidates[other]);
    }
}
