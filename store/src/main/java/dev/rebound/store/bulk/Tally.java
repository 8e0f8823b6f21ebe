package dev.rebound.store.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebound.core.bounce.Reason;
import dev.rebound.engine.bulk.BulkChange.Count;
import dev.rebound.engine.bulk.BulkOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How many entries came to what, as one column: {@code {"LIFTED UNKNOWN_USER": 12, "NOT_SUPPRESSED": 1}}. Counted
 * along, because counting a million entries for each look would take seconds.
 */
final class Tally {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Long>> COUNTS = new TypeReference<>() {};

    private final Map<String, Long> counts;

    private Tally(Map<String, Long> counts) {
        this.counts = new TreeMap<>(counts);
    }

    static Tally read(String json) {
        try {
            return new Tally(JSON.readValue(json, COUNTS));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the counts of a bulk change cannot be read", e);
        }
    }

    static Tally of(List<Count> known) {
        Tally tally = new Tally(Map.of());
        known.forEach(count -> tally.counts.put(key(count.outcome(), count.reason()), count.number()));
        return tally;
    }

    private static String key(BulkOutcome outcome, Optional<Reason> reason) {
        return outcome.name() + reason.map(r -> " " + r.name()).orElse("");
    }

    void add(BulkOutcome outcome, Optional<Reason> reason) {
        counts.merge(key(outcome, reason), 1L, Long::sum);
    }

    String written() {
        try {
            return JSON.writeValueAsString(counts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers can always be written as JSON", e);
        }
    }

    List<Count> counts() {
        List<Count> all = new ArrayList<>();
        counts.forEach((key, number) -> {
            String[] parts = key.split(" ", -1);
            all.add(new Count(
                    BulkOutcome.valueOf(parts[0]),
                    parts.length > 1 ? Optional.of(Reason.valueOf(parts[1])) : Optional.empty(),
                    number));
        });
        return all;
    }
}
