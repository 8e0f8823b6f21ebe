package dev.rebound.stream.fold;

import dev.rebound.stream.state.PlainSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Between the steps of a job only: never part of a state. */
final class ToldSerializer extends PlainSerializer<Told> {

    static final ToldSerializer INSTANCE = new ToldSerializer();

    private static final long serialVersionUID = 1L;

    @Override
    public Told createInstance() {
        return Told.gone(Output.DEAD, "");
    }

    @SuppressWarnings("EnumOrdinal") // between machines of one job, which run one build
    @Override
    public void serialize(Told told, DataOutputView target) throws IOException {
        target.writeByte(told.output().ordinal());
        target.writeInt(told.key().length);
        target.write(told.key());
        target.writeInt(told.value().length);
        target.write(told.value());
    }

    @SuppressWarnings("EnumOrdinal") // between machines of one job, which run one build
    @Override
    public Told deserialize(DataInputView source) throws IOException {
        Output output = Output.values()[source.readByte()];
        byte[] key = new byte[source.readInt()];
        source.readFully(key);
        byte[] value = new byte[source.readInt()];
        source.readFully(value);
        return new Told(output, key, value);
    }

    @Override
    public TypeSerializerSnapshot<Told> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Flink makes one to read into. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Told> {
        /** Flink makes one to read into. */
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
