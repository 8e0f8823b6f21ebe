package dev.rebound.engine.delivery;

import dev.rebound.engine.lane.LaneSettings;
import dev.rebound.engine.manners.Manners;
import java.util.random.RandomGenerator;

/**
 * How messages are dispatched.
 *
 * @param lanes how much is asked of destinations at a time
 * @param manners when it is tried again
 * @param random spreads probes in time
 */
public record DispatchSettings(LaneSettings lanes, Manners manners, Relay relay, RandomGenerator random) {

    /** The standard lanes and manners, without chance, to the recipients' own servers. */
    public static DispatchSettings standard() {
        return new DispatchSettings(
                LaneSettings.standard(), Manners.builtIn(Manners.Jitter.none()), Relay.NONE, () -> 0);
    }
}
