package dev.rebound.server.policy;

import dev.rebound.core.policy.Trigger;

/** What can be chosen for when bounces suppress. */
public enum SuppressWhen {
    AT_ONCE,
    REPEATED,
    NEVER;

    static SuppressWhen of(Trigger trigger) {
        return switch (trigger) {
            case Trigger.AtOnce ignored -> AT_ONCE;
            case Trigger.Repeated ignored -> REPEATED;
            case Trigger.Never ignored -> NEVER;
        };
    }
}
