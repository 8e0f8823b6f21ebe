package dev.rebound.stream.read;

import dev.rebound.stream.state.PlainSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Between the steps of a job only: never part of a state. */
final class RawSerializer extends PlainSerializer<Raw> {

    static final RawSerializer INSTANCE = new RawSerializer();

    private static final long serialVersionUID = 1L;

    @Override
    public Raw createInstance() {
        return new Raw(Form.SEEN, "", new byte[0], 0, "");
    }

    @SuppressWarnings("EnumOrdinal") // between machines of one job, which run one build
    @Override
    public void serialize(Raw raw, DataOutputView target) throws IOException {
        target.writeByte(raw.form().ordinal());
        target.writeUTF(raw.place());
        target.writeInt(raw.content().length);
        target.write(raw.content());
        target.writeLong(raw.at());
        target.writeUTF(raw.header());
    }

    @SuppressWarnings("EnumOrdinal") // between machines of one job, which run one build
    @Override
    public Raw deserialize(DataInputView source) throws IOException {
        Form form = Form.values()[source.readByte()];
        String place = source.readUTF();
        byte[] content = new byte[source.readInt()];
        source.readFully(content);
        return new Raw(form, place, content, source.readLong(), source.readUTF());
    }

    @Override
    public TypeSerializerSnapshot<Raw> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Flink makes one to read into. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Raw> {
        /** Flink makes one to read into. */
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
