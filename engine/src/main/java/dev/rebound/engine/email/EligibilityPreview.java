package dev.rebound.engine.email;

import dev.rebound.core.ledger.NotSentReason;
import java.util.Map;

/** Who would get an email if it were sent now. */
public record EligibilityPreview(long selected, Map<NotSentReason, Long> leftOut) {

    public EligibilityPreview {
        leftOut = Map.copyOf(leftOut);
    }

    /** Those it would be sent to. */
    public long eligible() {
        return selected - leftOut.values().stream().mapToLong(Long::longValue).sum();
    }
}
