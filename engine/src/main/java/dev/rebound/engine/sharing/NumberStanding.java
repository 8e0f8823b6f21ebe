package dev.rebound.engine.sharing;

import java.util.Optional;

/**
 * Whether this installation may use its number among those that share.
 *
 * @param number of this installation
 * @param identity of this installation, as others see it
 * @param other who uses the same number
 */
public record NumberStanding(int number, String identity, State state, Optional<Claim> other) {

    /** What is known. */
    public enum State {
        /** Nobody could be asked yet; nothing is shared. */
        UNKNOWN,
        /** It is this one's. */
        OURS,
        /** It is this one's, but another has been heard of in the last day that is configured with it and shares nothing. */
        CONTESTED,
        /** Another has had it for longer; nothing is shared. */
        TAKEN
    }

    /** Whether something may be told and taken under the number. */
    public boolean mayShare() {
        return state == State.OURS || state == State.CONTESTED;
    }
}
