package dev.rebound.stream.fold;

import dev.rebound.stream.state.PlainSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Between the steps of a job only: never part of a state. */
final class EmailChangeSerializer extends PlainSerializer<EmailChange> {

    static final EmailChangeSerializer INSTANCE = new EmailChangeSerializer();

    private static final long serialVersionUID = 1L;

    @Override
    public EmailChange createInstance() {
        return new EmailChange(0, EmailChange.NOTHING, EmailChange.NOTHING);
    }

    @Override
    public void serialize(EmailChange change, DataOutputView target) throws IOException {
        target.writeLong(change.email());
        target.writeInt(change.before());
        target.writeInt(change.after());
    }

    @Override
    public EmailChange deserialize(DataInputView source) throws IOException {
        return new EmailChange(source.readLong(), source.readInt(), source.readInt());
    }

    @Override
    public TypeSerializerSnapshot<EmailChange> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Flink makes one to read into. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<EmailChange> {
        /** Flink makes one to read into. */
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
