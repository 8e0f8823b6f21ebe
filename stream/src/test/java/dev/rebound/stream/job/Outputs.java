package dev.rebound.stream.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebound.stream.fold.Output;
import dev.rebound.stream.fold.Told;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a job told, as whoever reads its topics would keep it. */
final class Outputs {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<Output, Map<String, String>> last = new EnumMap<>(Output.class);
    private final Map<Output, List<String>> all = new EnumMap<>(Output.class);

    void take(Told told) {
        String key = Model.text(told.key());
        if (told.isGone()) {
            last(told.output()).remove(key);
        } else {
            last(told.output()).put(key, Model.text(told.value()));
            all.computeIfAbsent(told.output(), output -> new ArrayList<>()).add(Model.text(told.value()));
        }
    }

    /** The last record of each key. */
    Map<String, String> last(Output output) {
        return last.computeIfAbsent(output, o -> new TreeMap<>());
    }

    /** Every record, sorted. */
    List<String> all(Output output) {
        return all.getOrDefault(output, List.of()).stream().sorted().toList();
    }

    /** As {@link Model#counts()}. */
    Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        for (String record : last(Output.EMAILS).values()) {
            JsonNode email = parse(record);
            for (JsonNode one : email.path("outcomes")) {
                String name = String.join(
                        " ",
                        email.path("email").asText(),
                        one.path("status").asText(),
                        one.path("bounce").asText(),
                        one.path("reason").asText(),
                        one.path("notSent").asText());
                counts.put(name, one.path("number").longValue());
            }
        }
        return counts;
    }

    static JsonNode parse(String record) {
        try {
            return JSON.readTree(record);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
