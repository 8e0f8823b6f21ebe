package dev.rebound.stream.state;

import org.apache.flink.api.common.typeutils.TypeSerializer;

/**
 * A {@link Holding} as bytes: what every state backend keeps, in memory and on disk alike, so that an address takes as
 * little of a heap as of a file.
 *
 * @param octets never changed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Packed(byte[] octets) {

    /** For the state of a job. */
    public static TypeSerializer<Packed> serializer() {
        return PackedSerializer.INSTANCE;
    }

    /** As it is kept. */
    public static Packed of(Holding holding) {
        return new Packed(HoldingCodec.pack(holding));
    }

    /** Read back. */
    public Holding open() {
        return HoldingCodec.unpack(octets);
    }
}
