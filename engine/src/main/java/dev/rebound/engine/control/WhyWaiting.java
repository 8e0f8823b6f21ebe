package dev.rebound.engine.control;

import dev.rebound.engine.email.Hold;
import dev.rebound.engine.lane.LaneStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * Why one message is waiting.
 *
 * @param hold of its email, if that is the reason
 * @param until when that may end, if it is known
 * @param destination whose servers it is for
 * @param lane how the destination stands, if anything was sent there lately
 */
public record WhyWaiting(
        WaitsFor what, Optional<Hold> hold, Optional<Instant> until, String destination, Optional<LaneStatus> lane) {}
