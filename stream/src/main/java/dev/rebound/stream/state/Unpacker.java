package dev.rebound.stream.state;

import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.Confidence;
import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.core.bounce.Fault;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.RuleId;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.guard.CircuitId;
import dev.rebound.core.ledger.BulkId;
import dev.rebound.core.ledger.Cause;
import dev.rebound.core.ledger.Hold;
import dev.rebound.core.ledger.ListSource;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.Suppression;
import dev.rebound.feed.ledger.Moments;
import java.io.DataInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Reads what {@link Packer} wrote, in the same order. For one value. */
final class Unpacker {

    /** Greatest text in octets: far more than is ever kept, so that a damaged length is found out. */
    private static final int TEXT_OCTETS_MAX = 1 << 20;

    private final DataInput in;
    private long lastMicros;

    Unpacker(DataInput in) {
        this.in = in;
    }

    int octet() throws IOException {
        return in.readUnsignedByte();
    }

    long number() throws IOException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int octet = in.readUnsignedByte();
            value |= (octet & 0x7FL) << shift;
            if (octet < 0x80) {
                return value;
            }
        }
        throw new IOException("a number is longer than 64 bits");
    }

    int size() throws IOException {
        long value = number();
        if (value < 0 || value > TEXT_OCTETS_MAX) {
            throw new IOException("a size is " + value);
        }
        return (int) value;
    }

    boolean flag() throws IOException {
        return in.readBoolean();
    }

    String text() throws IOException {
        byte[] octets = new byte[size()];
        in.readFully(octets);
        return new String(octets, StandardCharsets.UTF_8);
    }

    List<String> texts() throws IOException {
        int size = size();
        List<String> values = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            values.add(text());
        }
        return values;
    }

    <E> E constant(E[] values) throws IOException {
        int number = octet();
        if (number >= values.length) {
            throw new IOException("there is no constant " + number);
        }
        return values[number];
    }

    Instant moment() throws IOException {
        long distance = number();
        lastMicros += (distance >>> 1) ^ -(distance & 1);
        return Moments.ofMicros(lastMicros);
    }

    EvidenceId evidence() throws IOException {
        byte[] octets = new byte[16];
        in.readFully(octets);
        return new EvidenceId(HexFormat.of().formatHex(octets));
    }

    Verdict verdict() throws IOException {
        return new Verdict(
                constant(BounceType.values()),
                constant(Reason.values()),
                constant(Fault.values()),
                constant(Confidence.values()),
                new RuleId(text()),
                text(),
                texts(),
                optional(() -> new RuleId(text())));
    }

    Hold hold() throws IOException {
        return new Hold(new CircuitId(number()), constant(Hold.Standing.values()));
    }

    Suppression suppression() throws IOException {
        Reason reason = constant(Reason.values());
        Instant since = moment();
        Optional<Instant> until = optional(this::moment);
        Optional<Instant> probeFrom = optional(this::moment);
        Cause cause = switch (octet()) {
            case 0 -> new Cause.Bounce(new MessageId(number()));
            case 1 -> new Cause.Listed(new BulkId(number()), constant(ListSource.values()), text(), moment());
            default -> throw new IOException("a suppression has an unknown cause");
        };
        return new Suppression(reason, since, cause, until, probeFrom);
    }

    /** How one value is read. */
    @FunctionalInterface
    interface Reading<T> {
        T read() throws IOException;
    }

    <T> Optional<T> optional(Reading<T> reading) throws IOException {
        return flag() ? Optional.of(reading.read()) : Optional.empty();
    }
}
