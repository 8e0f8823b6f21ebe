package dev.rebound.classify.model;

import dev.rebound.core.bounce.Reason;
import java.util.List;

/**
 * What the model thinks of a text.
 *
 * @param model which model, for example {@code model-3fa2b1c0}
 * @param family what the text is probably about
 * @param reason that family's reason for a refusal as final as this one
 * @param probability how sure the model is, 0 to 1
 * @param needed how sure it has to be before it may decide; more than 1 if it never may
 * @param grams the n-grams that spoke loudest for the family, the loudest first
 */
public record Opinion(
        String model, Family family, Reason reason, double probability, double needed, List<String> grams) {

    public Opinion {
        grams = List.copyOf(grams);
    }

    /** Whether it may decide where no rule speaks. */
    public boolean isSureEnough() {
        return probability >= needed;
    }

    /** Does not show the n-grams: they are pieces of the text. */
    @Override
    public String toString() {
        return "Opinion[" + model + ", " + reason + ", " + probability + "]";
    }
}
