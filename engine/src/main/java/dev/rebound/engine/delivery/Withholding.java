package dev.rebound.engine.delivery;

import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.lane.Want;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;

/**
 * Remembers which emails may not go to which destinations for now, because the addresses they leave from are being warmed
 * up and have taken enough today. Without it every message of a flow would be fetched only to be given back. In
 * memory: after a restart the first message of each flow finds it out again. Thread-safe.
 */
final class Withholding {

    private record Key(EmailId email, String destination) {}

    private final ConcurrentMap<Key, Instant> until = new ConcurrentHashMap<>();

    void note(EmailId email, String destination, Instant end, Instant now) {
        until.values().removeIf(past -> !past.isAfter(now));
        until.put(new Key(email, destination), end);
    }

    Optional<Instant> until(EmailId email, String destination, Instant now) {
        return Optional.ofNullable(until.get(new Key(email, destination))).filter(end -> end.isAfter(now));
    }

    /** Wants by destination without those of flows that are withheld: lanes that knew these before get nothing of them. */
    Set<Want> allowed(Map<Want, String> wants, Instant now) {
        return wants.entrySet().stream()
                .filter(want -> until(want.getKey().flow().email(), want.getValue(), now)
                        .isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** For any email, the latest. */
    Optional<Instant> until(String destination, Instant now) {
        return until.entrySet().stream()
                .filter(entry -> entry.getKey().destination().equals(destination))
                .map(entry -> entry.getValue())
                .filter(end -> end.isAfter(now))
                .max(Instant::compareTo);
    }
}
