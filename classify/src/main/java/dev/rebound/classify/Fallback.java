package dev.rebound.classify;

import dev.rebound.classify.model.Band;
import dev.rebound.classify.model.Family;
import dev.rebound.classify.model.Opinion;
import dev.rebound.classify.model.TextModel;
import dev.rebound.classify.model.TextModel.Guess;
import dev.rebound.classify.rule.CodeTable;
import dev.rebound.classify.rule.Rule;
import dev.rebound.classify.text.NormalText;
import dev.rebound.core.bounce.Confidence;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.RuleId;
import java.util.Optional;

/**
 * Who is asked where no rule speaks: the statistical model where it is sure enough, else the codes.
 *
 * <p>The model says what a text is about and never how final the refusal is. Its answer to a refusal for
 * now keeps the address mailable, whatever the words.
 *
 * @param model empty for codes alone
 */
record Fallback(Optional<TextModel> model) {

    /** Codes alone. */
    static final Fallback NONE = new Fallback(Optional.empty());

    /** From here on a guess deserves more than the lowest confidence; a share of 1. */
    private static final double MEDIUM_FROM = 0.9;

    static final String NOTE = "No rule knows these words; they resemble those of replies that mean this.";
    static final String SOURCE = "statistical model of the rules' examples and labelled samples";

    /** Read when it is first asked for: rules alone must work beside a model that cannot be read, to train another. */
    private static final class BuiltIn {
        static final Fallback FALLBACK = new Fallback(TextModel.builtIn());
    }

    static Fallback builtIn() {
        return BuiltIn.FALLBACK;
    }

    /** What is said about a text in which no rule found its words. */
    PriorAnswer answer(NormalText text, Evidence evidence, PriorAnswer prior) {
        if (model.isEmpty() || text.length() == 0) {
            return prior;
        }
        Band band = band(evidence, prior);
        Guess guess = model.get().guess(text.text(), evidence.describe());
        return model.get().mayDecide(guess, band) ? answer(model.get(), guess, band) : prior;
    }

    private static PriorAnswer answer(TextModel model, Guess guess, Band band) {
        Family family = guess.family();
        // The same reason twice: the standing of the refusal has been looked at already.
        Reason reason = family.reason(band.isForGood());
        Confidence confidence = guess.probability() >= MEDIUM_FROM ? Confidence.MEDIUM : Confidence.LOW;
        return new PriorAnswer(
                new RuleId(model.id()),
                new Rule.Outcome(reason, reason, family.fault(), confidence),
                CodeTable.Trust.NONE,
                NOTE,
                SOURCE);
    }

    /** Whether it is the model that decides under this name. */
    boolean isCalled(RuleId rule) {
        return model.filter(asked -> rule.value().equals(asked.id())).isPresent();
    }

    /** What the model thinks, also where nobody asks it. */
    Optional<Opinion> opinion(NormalText text, Evidence evidence, PriorAnswer prior) {
        return model.filter(any -> text.length() > 0)
                .map(asked -> asked.opinion(text.text(), evidence.describe(), band(evidence, prior)));
    }

    private static Band band(Evidence evidence, PriorAnswer prior) {
        boolean trusted = prior.trust() == CodeTable.Trust.MEDIUM || prior.trust() == CodeTable.Trust.HIGH;
        return Band.of(evidence.standing() == Standing.PERMANENT, trusted);
    }
}
