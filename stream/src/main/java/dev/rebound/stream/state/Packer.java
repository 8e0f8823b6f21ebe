package dev.rebound.stream.state;

import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.core.bounce.RuleId;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.Cause;
import dev.rebound.core.ledger.Hold;
import dev.rebound.core.ledger.Suppression;
import dev.rebound.feed.ledger.Moments;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Writes values of the domain in few bytes: numbers with seven bits an octet, moments as the distance from the last one
 * written, names of evidence as 16 octets. {@link Unpacker} reads it in the same order. For one value.
 *
 * <p>Constants are written by their number, so their order must not change: {@code ConstantsTest} holds it.
 */
final class Packer {

    private final DataOutput out;
    private long lastMicros;

    Packer(DataOutput out) {
        this.out = out;
    }

    void octet(int value) throws IOException {
        out.writeByte(value);
    }

    /** A number that is not negative. */
    void number(long value) throws IOException {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.writeByte((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        out.writeByte((int) rest);
    }

    void flag(boolean value) throws IOException {
        out.writeBoolean(value);
    }

    void text(String value) throws IOException {
        byte[] octets = value.getBytes(StandardCharsets.UTF_8);
        number(octets.length);
        out.write(octets);
    }

    void texts(List<String> values) throws IOException {
        number(values.size());
        for (String value : values) {
            text(value);
        }
    }

    @SuppressWarnings("EnumOrdinal") // ConstantsTest holds the numbers
    void constant(Enum<?> value) throws IOException {
        octet(value.ordinal());
    }

    void moment(Instant value) throws IOException {
        long micros = Moments.micros(value);
        long distance = micros - lastMicros;
        lastMicros = micros;
        number((distance << 1) ^ (distance >> 63));
    }

    void evidence(EvidenceId value) throws IOException {
        out.write(HexFormat.of().parseHex(value.value()));
    }

    void verdict(Verdict value) throws IOException {
        constant(value.type());
        constant(value.reason());
        constant(value.fault());
        constant(value.confidence());
        text(value.rule().value());
        text(value.rulesVersion());
        texts(value.matched());
        optional(value.runnerUp(), (RuleId rule) -> text(rule.value()));
    }

    void hold(Hold value) throws IOException {
        number(value.circuit().value());
        constant(value.standing());
    }

    void suppression(Suppression value) throws IOException {
        constant(value.reason());
        moment(value.since());
        optional(value.until(), this::moment);
        optional(value.probeFrom(), this::moment);
        switch (value.cause()) {
            case Cause.Bounce bounce -> {
                octet(0);
                number(bounce.message().value());
            }
            case Cause.Listed listed -> {
                octet(1);
                number(listed.list().value());
                constant(listed.source());
                text(listed.original());
                moment(listed.importedAt());
            }
        }
    }

    /** How one value is written. */
    @FunctionalInterface
    interface Writing<T> {
        void write(T value) throws IOException;
    }

    <T> void optional(Optional<T> value, Writing<T> writing) throws IOException {
        flag(value.isPresent());
        if (value.isPresent()) {
            writing.write(value.get());
        }
    }
}
