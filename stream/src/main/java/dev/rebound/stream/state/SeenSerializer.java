package dev.rebound.stream.state;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.ledger.Observation;
import dev.rebound.feed.seen.Seen;
import java.io.IOException;
import java.time.Instant;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Observations between machines, and those that wait in a state; each says its own version. */
public final class SeenSerializer extends PlainSerializer<Seen> {

    /** The only one. */
    public static final SeenSerializer INSTANCE = new SeenSerializer();

    private static final long serialVersionUID = 1L;

    private SeenSerializer() {}

    @Override
    public Seen createInstance() {
        return Seen.of(new AddressKey("nobody@invalid"), new Observation.TimePassed(Instant.EPOCH));
    }

    @Override
    public void serialize(Seen seen, DataOutputView target) throws IOException {
        SeenCodec.write(seen, target);
    }

    @Override
    public Seen deserialize(DataInputView source) throws IOException {
        return SeenCodec.read(source);
    }

    @Override
    public TypeSerializerSnapshot<Seen> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Flink makes one to read into. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Seen> {
        /** Flink makes one to read into. */
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
