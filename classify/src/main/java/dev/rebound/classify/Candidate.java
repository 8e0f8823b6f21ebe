package dev.rebound.classify;

import dev.rebound.classify.rule.Rule;
import dev.rebound.classify.rule.Specificity;
import java.util.Locale;

/**
 * A rule whose conditions hold for a text.
 *
 * @param rule which one
 * @param weight bytes of words of it that were found
 */
record Candidate(Rule rule, int weight) {

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
