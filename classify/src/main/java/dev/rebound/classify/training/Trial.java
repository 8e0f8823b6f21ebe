package dev.rebound.classify.training;

import dev.rebound.classify.model.TextModel.Guess;
import dev.rebound.core.bounce.Reason;

/**
 * A case and what a model guessed that had seen no text decided by the same rule.
 *
 * @param tried the case
 * @param guess what the model guessed
 */
record Trial(Case tried, Guess guess) {

    /** The reason that the guess comes to. */
    Reason reason() {
        return guess.family().reason(tried.band().isForGood());
    }

    boolean modelIsRight() {
        return tried.accepted().contains(reason());
    }
}
