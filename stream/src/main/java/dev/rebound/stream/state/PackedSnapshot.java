package dev.rebound.stream.state;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What a savepoint says of the form of states in it: the newest version that its Rebound wrote. An older form is read as it
 * is; a newer one is refused when the job starts, not when the first address is heard of.
 */
public final class PackedSnapshot implements TypeSerializerSnapshot<Packed> {

    private static final int SNAPSHOT_VERSION = 1;

    private int newestForm = HoldingCodec.NEWEST;

    /** Flink makes one to read into. */
    public PackedSnapshot() {}

    @Override
    public int getCurrentVersion() {
        return SNAPSHOT_VERSION;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        out.writeInt(newestForm);
    }

    @Override
    public void readSnapshot(int version, DataInputView in, ClassLoader classes) throws IOException {
        newestForm = in.readInt();
    }

    @Override
    public TypeSerializer<Packed> restoreSerializer() {
        return PackedSerializer.INSTANCE;
    }

    @Override
    public TypeSerializerSchemaCompatibility<Packed> resolveSchemaCompatibility(TypeSerializerSnapshot<Packed> older) {
        boolean isNewer = older instanceof PackedSnapshot before && before.newestForm > HoldingCodec.NEWEST;
        return isNewer || !(older instanceof PackedSnapshot)
                ? TypeSerializerSchemaCompatibility.incompatible()
                : TypeSerializerSchemaCompatibility.compatibleAsIs();
    }
}
