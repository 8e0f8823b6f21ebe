package dev.rebound.engine.control;

import dev.rebound.engine.lane.LaneStatus;
import java.util.Optional;

/**
 * What waits for a domain, and for what.
 *
 * @param lane how its destination stands, if anything was sent there lately
 */
public record Pending(PendingDestination waiting, WaitsFor waitsFor, Optional<LaneStatus> lane) {

    static Pending of(PendingDestination waiting, Optional<LaneStatus> lane) {
        return new Pending(waiting, reason(waiting, lane), lane);
    }

    private static WaitsFor reason(PendingDestination waiting, Optional<LaneStatus> lane) {
        if (waiting.held() == waiting.messages()) {
            return WaitsFor.HOLD;
        }
        if (waiting.due() == 0) {
            return WaitsFor.RETRY;
        }
        return lane.map(status -> switch (status.standing()) {
                    case PROBING -> WaitsFor.PROBE;
                    case AT_ITS_RATE -> WaitsFor.RATE;
                    case BUSY -> WaitsFor.ROOM;
                    case OPEN -> WaitsFor.TURN;
                })
                .orElse(WaitsFor.TURN);
    }
}
