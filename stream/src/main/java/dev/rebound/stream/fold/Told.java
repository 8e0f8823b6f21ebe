package dev.rebound.stream.fold;

import dev.rebound.stream.state.OwnType;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * A record on its way out.
 *
 * @param value empty says that what the key named is no more
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Told(Output output, byte[] key, byte[] value) {

    private static final byte[] NOTHING = {};

    /** One with a key of text. */
    public static Told of(Output output, String key, byte[] value) {
        return new Told(output, key.getBytes(StandardCharsets.UTF_8), value);
    }

    /** That what the key named is no more. */
    public static Told gone(Output output, String key) {
        return of(output, key, NOTHING);
    }

    /** Whether it says that what the key named is no more. */
    public boolean isGone() {
        return value.length == 0;
    }

    /** For Flink. */
    public static TypeInformation<Told> type() {
        return new OwnType<>(Told.class, ToldSerializer.INSTANCE);
    }
}
