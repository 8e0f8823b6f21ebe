package dev.rebound.stream.state;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Length and octets. */
final class PackedSerializer extends PlainSerializer<Packed> {

    static final PackedSerializer INSTANCE = new PackedSerializer();

    private static final long serialVersionUID = 1L;

    @Override
    public Packed createInstance() {
        return Packed.of(Holding.EMPTY);
    }

    @Override
    public void serialize(Packed packed, DataOutputView target) throws IOException {
        target.writeInt(packed.octets().length);
        target.write(packed.octets());
    }

    @Override
    public Packed deserialize(DataInputView source) throws IOException {
        byte[] octets = new byte[source.readInt()];
        source.readFully(octets);
        return new Packed(octets);
    }

    @Override
    public TypeSerializerSnapshot<Packed> snapshotConfiguration() {
        return new PackedSnapshot();
    }
}
