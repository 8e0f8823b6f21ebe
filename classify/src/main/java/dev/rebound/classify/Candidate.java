package dev.rebound.classify;

import dev.rebound.classify.rule.Rule;
import dev.rebound.classify.rule.Specificity;
import java.util.Locale;

/** A rule whose conditions hold for a text. */
final class Candidate {

    private final Rule rule;

    /** Of each of the rule's groups the longest phrase found. */
    private final int[] phrases;

    /** Bytes of words in those phrases. */
    private final int weight;

    Candidate(Rule rule, int[] phrases, int weight) {
        this.rule = rule;
        this.phrases = phrases;
        this.weight = weight;
    }

    Rule rule() {
        return rule;
    }

    int[] phrases() {
        return phrases;
    }

    /** The better one first; equals in order of their ids, so that no order of loading matters. */
    static int byRank(Candidate one, Candidate other) {
        int rank = one.rank(other);
        return rank != 0
                ? rank
                : one.rule.id().value().compareTo(other.rule.id().value());
    }

    /** Negative if this one decides, 0 if neither is better. */
    int rank(Candidate other) {
        int bySpecificity = other.rule.specificity().compareTo(rule.specificity());
        if (bySpecificity != 0) {
            return bySpecificity;
        }
        int byWeight = Integer.compare(other.weight, weight);
        return byWeight != 0 ? byWeight : Integer.compare(conditions(other.rule), conditions(rule));
    }

    private static int conditions(Rule rule) {
        return rule.match().conditionCount() + rule.match().groups().size();
    }

    Loss lossTo(Candidate winner) {
        if (winner.rule.specificity() != rule.specificity()) {
            return Loss.LESS_SPECIFIC;
        }
        return winner.weight != weight ? Loss.FEWER_WORDS : Loss.FEWER_CONDITIONS;
    }

    String whyItLostTo(Candidate winner) {
        Loss loss = lossTo(winner);
        return loss.sentence()
                + switch (loss) {
                    case LESS_SPECIFIC ->
                        ": " + name(rule.specificity()) + " against " + name(winner.rule.specificity());
                    case FEWER_WORDS -> ": " + weight + " letters against " + winner.weight;
                    case FEWER_CONDITIONS, CODE_TRUSTED -> "";
                };
    }

    static String name(Specificity specificity) {
        return specificity.name().toLowerCase(Locale.ROOT);
    }
}
