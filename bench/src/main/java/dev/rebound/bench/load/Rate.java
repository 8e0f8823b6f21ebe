package dev.rebound.bench.load;

import dev.rebound.bench.Spread;

/**
 * How fast one contender was over all rounds.
 *
 * @param contender its name as shown
 * @param perSecond how many it did a second, by the clock on the wall
 * @param cpuMicros microseconds of CPU each took, of what the run counts for the contender
 * @param ofPeer its rate over the peer's in the same round
 */
public record Rate(String contender, Spread perSecond, Spread cpuMicros, Spread ofPeer) {}
