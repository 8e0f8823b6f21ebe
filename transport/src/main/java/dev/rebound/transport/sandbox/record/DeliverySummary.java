package dev.rebound.transport.sandbox.record;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the record adds up to.
 *
 * @param delivered messages taken, each recipient counted once, duplicates not
 * @param duplicates copies that were taken and thrown away
 * @param byBehaviour {@code delivered} by the behaviour that was played
 * @param noticesOwed notices not sent yet
 * @param noticesSent notices the sender's server took
 * @param noticesGivenUp notices it refused for good
 */
public record DeliverySummary(
        long delivered,
        long duplicates,
        Map<String, Long> byBehaviour,
        long noticesOwed,
        long noticesSent,
        long noticesGivenUp) {

    public DeliverySummary {
        byBehaviour = Collections.unmodifiableMap(new TreeMap<>(byBehaviour));
    }
}
