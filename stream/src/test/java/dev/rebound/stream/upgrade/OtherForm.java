package dev.rebound.stream.upgrade;

import dev.rebound.stream.fold.Output;
import dev.rebound.stream.fold.Told;
import dev.rebound.stream.read.Raw;
import dev.rebound.stream.state.Packed;
import dev.rebound.stream.state.PackedSnapshot;
import dev.rebound.stream.state.PlainSerializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The fold of another Rebound, as far as a savepoint shows it: under the name of the state of an address it keeps the octets that
 * it reads, and says that its newest form is another than ours.
 */
final class OtherForm extends KeyedProcessFunction<String, Raw, Told> {

    private static final long serialVersionUID = 1L;

    private final int newestForm;
    private transient ValueState<Packed> kept;

    OtherForm(int newestForm) {
        this.newestForm = newestForm;
    }

    @Override
    public void open(OpenContext context) {
        kept = getRuntimeContext().getState(new ValueStateDescriptor<>("address", new Serializer(newestForm)));
    }

    @Override
    public void processElement(Raw raw, Context context, Collector<Told> out) throws IOException {
        String hex = SavepointTest.text(raw.content()).split(" ", -1)[1];
        kept.update(new Packed(HexFormat.of().parseHex(hex)));
        out.collect(Told.gone(Output.DEAD, "kept"));
    }

    /** Ours, but for what it says of itself. */
    private static final class Serializer extends PlainSerializer<Packed> {

        private static final long serialVersionUID = 1L;

        private final int newestForm;

        Serializer(int newestForm) {
            this.newestForm = newestForm;
        }

        @Override
        public Packed createInstance() {
            return Packed.serializer().createInstance();
        }

        @Override
        public void serialize(Packed packed, DataOutputView target) throws IOException {
            Packed.serializer().serialize(packed, target);
        }

        @Override
        public Packed deserialize(DataInputView source) throws IOException {
            return Packed.serializer().deserialize(source);
        }

        @Override
        public TypeSerializerSnapshot<Packed> snapshotConfiguration() {
            try {
                DataOutputSerializer out = new DataOutputSerializer(8);
                out.writeInt(newestForm);
                PackedSnapshot snapshot = new PackedSnapshot();
                snapshot.readSnapshot(
                        1, new DataInputDeserializer(out.getCopyOfBuffer()), OtherForm.class.getClassLoader());
                return snapshot;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
