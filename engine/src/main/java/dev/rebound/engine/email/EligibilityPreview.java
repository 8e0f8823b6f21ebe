package dev.rebound.engine.email;

import dev.rebound.core.ledger.NotSentReason;
import java.util.EnumMap;
import java.util.Map;

/** Who would get an email if it were sent now. */
public record EligibilityPreview(long selected, Map<NotSentReason, Long> leftOut) {

    public EligibilityPreview {
        leftOut = Map.copyOf(leftOut);
    }

    /** Of these and of others, none of whom is among these. */
    public EligibilityPreview and(EligibilityPreview others) {
        Map<NotSentReason, Long> sum = new EnumMap<>(NotSentReason.class);
        leftOut.forEach((why, number) -> sum.merge(why, number, Long::sum));
        others.leftOut.forEach((why, number) -> sum.merge(why, number, Long::sum));
        return new EligibilityPreview(selected + others.selected, sum);
    }

    /** Those it would be sent to. */
    public long eligible() {
        return selected - leftOut.values().stream().mapToLong(Long::longValue).sum();
    }
}
