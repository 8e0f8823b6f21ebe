package dev.rebound.engine.lane;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How a destination stands.
 *
 * @param group its name
 * @param attempts under way
 * @param attemptsMax as many as it bears now
 * @param perSecondMax messages a second that it is sent at most; empty if only its answers set the pace
 * @param closedSince since when it does not answer, or refuses everything for now
 * @param probeAt when the next probe may go, while it does not answer
 */
public record LaneStatus(
        String group,
        Standing standing,
        int attempts,
        int attemptsMax,
        OptionalDouble perSecondMax,
        Optional<Instant> closedSince,
        Optional<Instant> probeAt) {

    /** What its messages wait for. */
    public enum Standing {
        /** For nothing but their turn. */
        OPEN,
        /** Until one of the attempts under way ends. */
        BUSY,
        /** Until its rate allows the next one. */
        AT_ITS_RATE,
        /** Until a probe is answered: it is silent, or refuses everything for now. */
        PROBING
    }
}
