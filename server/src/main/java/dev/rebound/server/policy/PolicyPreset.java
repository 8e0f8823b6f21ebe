package dev.rebound.server.policy;

import dev.rebound.core.policy.Policy;
import java.util.Optional;

/** Policies that have a name. */
public enum PolicyPreset {
    STANDARD,
    PROTECTIVE;

    /** What it says. */
    public Policy policy() {
        return switch (this) {
            case STANDARD -> Policy.standard();
            case PROTECTIVE -> Policy.protective();
        };
    }

    /** The one with this table, whether or not the global list is heeded. */
    public static Optional<PolicyPreset> of(Policy policy) {
        for (PolicyPreset preset : values()) {
            if (preset.policy().consequences().equals(policy.consequences())) {
                return Optional.of(preset);
            }
        }
        return Optional.empty();
    }
}
