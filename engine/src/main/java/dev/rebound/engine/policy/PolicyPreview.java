package dev.rebound.engine.policy;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.bounce.Reason;
import java.util.List;
import java.util.Map;

/**
 * What another policy would change, by addresses that have bounced in the account.
 *
 * @param freed how many would become mailable, by the reason they are suppressed for now
 * @param suppressed how many would be suppressed, by the reason they would be for
 * @param examples some of them
 * @param globallyBounced how many contacts are bounced globally, if the policy changes whether that is heeded; else 0
 * @param looked how many addresses were looked at
 */
public record PolicyPreview(
        Map<Reason, Long> freed,
        Map<Reason, Long> suppressed,
        List<Example> examples,
        long globallyBounced,
        long looked) {

    /** Examples for each reason and direction. */
    public static final int EXAMPLES_MAX = 3;

    public PolicyPreview {
        freed = Map.copyOf(freed);
        suppressed = Map.copyOf(suppressed);
        examples = List.copyOf(examples);
    }

    /** What would become of one address. */
    public enum Change {
        /** It would become mailable. */
        FREED,
        /** It would be suppressed. */
        SUPPRESSED
    }

    /** An address that would change. */
    public record Example(AddressKey address, Change change, Reason reason) {}

    /** How many addresses would become mailable. */
    public long freedInAll() {
        return freed.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many addresses would be suppressed. */
    public long suppressedInAll() {
        return suppressed.values().stream().mapToLong(Long::longValue).sum();
    }
}
