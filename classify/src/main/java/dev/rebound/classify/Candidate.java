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

    String whyItLostTo(Candidate winner) {
        if (winner.rule.specificity() != rule.specificity()) {
            return "it is less specific: " + name(rule.specificity()) + " against " + name(winner.rule.specificity());
        }
        if (winner.weight != weight) {
            return "it matched fewer words: " + weight + " letters against " + winner.weight;
        }
        return "it has fewer conditions";
    }

    static String name(Specificity specificity) {
        return specificity.name().toLowerCase(Locale.ROOT);
    }
}
