package dev.rebound.stream.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebound.core.ledger.MessageState;
import dev.rebound.stream.fold.Output;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known, as numbers that two sides can compare: of what is compacted one hash of the last record of each key, of what
 * is kept a hash of each record, added up, so that order does not matter but a record that is lost or there twice does.
 */
final class Known {

    /** Octets of a dead letter that are kept, as the reference says. */
    private static final int DEAD_OCTETS_MAX = 64 * 1024;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final MessageDigest digest;
    private final Map<Output, Map<Long, Long>> last = new EnumMap<>(Output.class);
    private final Map<Output, Sum> sums = new EnumMap<>(Output.class);
    private final Map<String, Long> dead = new TreeMap<>();
    private final Map<String, Long> counts = new TreeMap<>();
    private final Map<Long, byte[]> emails = new HashMap<>();

    /** Of records that are kept. */
    private record Sum(long records, long hashes) {
        private Sum and(long hash) {
            return new Sum(records + 1, hashes + hash);
        }

        @Override
        public String toString() {
            return "%,d, hash %016x".formatted(records, hashes);
        }
    }

    Known() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private long hash(byte[] octets) {
        return ByteBuffer.wrap(digest.digest(octets)).getLong();
    }

    /** A record as it is read from its topic. */
    void take(Output output, byte[] key, byte[] value) {
        switch (output) {
            case LEDGER, VERDICTS -> add(output, value);
            case MESSAGES, SUPPRESSIONS, GLOBALS -> put(output, key, value);
            case EMAILS -> emails.put(hash(key), value);
            case DEAD -> {
                JsonNode letter = parse(value);
                try {
                    dead(letter.path("why").asText(), letter.path("content").binaryValue());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    void add(Output output, byte[] value) {
        sums.merge(output, new Sum(1, hash(value)), (one, other) -> one.and(other.hashes));
    }

    void put(Output output, byte[] key, byte[] value) {
        Map<Long, Long> all = last.computeIfAbsent(output, o -> new HashMap<>());
        if (value.length == 0) {
            all.remove(hash(key));
        } else {
            all.put(hash(key), hash(value));
        }
    }

    void dead(String why, byte[] content) {
        if (!Arrays.equals(content, History.CLOCK)) {
            byte[] kept = content.length > DEAD_OCTETS_MAX ? Arrays.copyOf(content, DEAD_OCTETS_MAX) : content;
            dead.merge("%s %016x".formatted(why, hash(kept)), 1L, Long::sum);
        }
    }

    void count(String outcome, long number) {
        counts.merge(outcome, number, Long::sum);
    }

    static String outcome(long email, MessageState message) {
        return String.join(
                " ",
                Long.toString(email),
                message.status().name(),
                message.verdict().map(verdict -> verdict.type().name()).orElse(""),
                message.verdict().map(verdict -> verdict.reason().name()).orElse(""),
                message.notSent().map(Enum::name).orElse(""));
    }

    /** Once all is read: takes what is told of emails apart. */
    Known complete() {
        for (byte[] record : emails.values()) {
            JsonNode email = parse(record);
            for (JsonNode one : email.path("outcomes")) {
                String outcome = String.join(
                        " ",
                        email.path("email").asText(),
                        one.path("status").asText(),
                        one.path("bounce").asText(),
                        one.path("reason").asText(),
                        one.path("notSent").asText());
                counts.put(outcome, one.path("number").longValue());
            }
        }
        return this;
    }

    private static JsonNode parse(byte[] record) {
        try {
            return JSON.readTree(record);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One line for each kind of thing, the same for the same. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Output output : List.of(Output.LEDGER, Output.VERDICTS)) {
            lines.add(name(output) + sums.getOrDefault(output, new Sum(0, 0)));
        }
        for (Output output : List.of(Output.MESSAGES, Output.SUPPRESSIONS, Output.GLOBALS)) {
            Sum sum = new Sum(0, 0);
            for (Map.Entry<Long, Long> entry :
                    last.getOrDefault(output, Map.of()).entrySet()) {
                sum = sum.and(Long.rotateLeft(entry.getKey(), 7) * 31 + entry.getValue());
            }
            lines.add(name(output) + sum);
        }
        long messages = counts.values().stream().mapToLong(Long::longValue).sum();
        lines.add("%-14s%,d outcomes of %,d messages, hash %016x"
                .formatted("emails", counts.size(), messages, hash(counts)));
        long letters = dead.values().stream().mapToLong(Long::longValue).sum();
        lines.add("%-14s%,d, hash %016x".formatted("dead letters", letters, hash(dead)));
        return lines;
    }

    private long hash(Map<String, Long> numbers) {
        return hash(numbers.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String name(Output output) {
        return "%-14s".formatted(output.name().toLowerCase(java.util.Locale.ROOT));
    }
}
