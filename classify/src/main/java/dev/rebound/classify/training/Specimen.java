package dev.rebound.classify.training;

import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.Reason;
import java.util.Set;

/**
 * A text of which somebody has said what it means.
 *
 * @param reason the best reason
 * @param accepted the reasons that count as right, the best among them
 */
public record Specimen(Diagnostic diagnostic, Reason reason, Set<Reason> accepted) {

    public Specimen {
        accepted = Set.copyOf(accepted);
    }
}
