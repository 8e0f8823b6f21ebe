package dev.rebound.engine.control;

import dev.rebound.engine.control.WaitingStore.LastWords;
import dev.rebound.engine.lane.LaneStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What waits for one destination, and for what.
 *
 * @param name of the group of servers, or the domain's own as long as that is not known
 * @param domains of the recipients, most messages first
 * @param messages in flight and not being tried
 * @param since when the oldest of them was accepted
 * @param waits what they wait for; each message counts once
 * @param lane how the destination stands, if anything was sent there lately
 * @param last what was said to one of them
 */
public record WaitingDestination(
        String name,
        List<String> domains,
        long messages,
        Instant since,
        List<Wait> waits,
        Optional<LaneStatus> lane,
        Optional<LastWords> last) {

    public WaitingDestination {
        domains = List.copyOf(domains);
        waits = List.copyOf(waits);
    }

    /**
     * Some messages that wait for the same.
     *
     * @param until when that may end, if it is known
     */
    public record Wait(WaitsFor what, long messages, Optional<Instant> until) {}
}
