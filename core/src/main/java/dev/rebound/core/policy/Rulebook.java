package dev.rebound.core.policy;

import java.time.Duration;
import java.util.Optional;

/**
 * The settings that decide what an observation does.
 *
 * @param policy of the account whose message it is
 * @param global for all accounts
 * @param tryFor how long a message is tried from its first deferral on; 72 hours unless told
 */
public record Rulebook(Policy policy, GlobalRule global, Duration tryFor) {

    /** The longest a message is tried. */
    public static final Duration TRY_FOR_MAX = Duration.ofHours(72);

    public Rulebook {
        if (tryFor.isNegative() || tryFor.isZero() || tryFor.compareTo(TRY_FOR_MAX) > 0) {
            throw new IllegalArgumentException("a message is tried for up to 72 hours, not " + tryFor);
        }
    }

    /** How long a message is tried whose email asks for so much: an email may ask for less, never for more. */
    public Duration tryFor(Optional<Duration> asked) {
        return asked.filter(less -> less.compareTo(tryFor) < 0).orElse(tryFor);
    }

    /** The same with another policy. */
    public Rulebook with(Policy other) {
        return new Rulebook(other, global, tryFor);
    }

    /** The preset {@code standard}, three accounts, 72 hours. */
    public static Rulebook standard() {
        return new Rulebook(Policy.standard(), GlobalRule.standard(), TRY_FOR_MAX);
    }
}
