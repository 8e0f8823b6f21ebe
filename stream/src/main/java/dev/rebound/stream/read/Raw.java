package dev.rebound.stream.read;

import dev.rebound.stream.state.OwnType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * A record as it came.
 *
 * @param place where it stands: topic, partition and offset, or a file
 * @param at when it came, in milliseconds since 1970
 * @param header of a report the envelope recipient, of accounting the columns; empty if that was not kept
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Raw(Form form, String place, byte[] content, long at, String header) {

    /** For Flink. */
    public static TypeInformation<Raw> type() {
        return new OwnType<>(Raw.class, RawSerializer.INSTANCE);
    }

    Instant cameAt() {
        return Instant.ofEpochMilli(at);
    }

    String text() {
        return new String(content, StandardCharsets.UTF_8);
    }

    Optional<String> envelopeRecipient() {
        return Optional.of(header).filter(text -> !text.isEmpty());
    }
}
