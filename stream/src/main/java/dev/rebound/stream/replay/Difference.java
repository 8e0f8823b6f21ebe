package dev.rebound.stream.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rebound.stream.fold.Output;
import dev.rebound.stream.fold.Told;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the last record of each key of either run, and at the end tells those that differ. By which rule and with which
 * words a verdict was found is no difference if it is the same verdict.
 */
public final class Difference extends KeyedCoProcessFunction<String, Told, Told, Told> {

    private static final long serialVersionUID = 1L;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> HOW_IT_WAS_FOUND = List.of("rule", "rules", "matched", "runnerUp", "confidence");

    private transient ValueState<Told> before;
    private transient ValueState<Told> after;

    private Difference() {}

    /** Messages, suppressions and global bounces that are others in the second. */
    public static DataStream<Told> between(DataStream<Told> before, DataStream<Told> after) {
        KeySelector<Told, String> key = told -> told.output() + " " + new String(told.key(), StandardCharsets.UTF_8);
        return before.filter(told -> isState(told.output()))
                .connect(after.filter(told -> isState(told.output())))
                .keyBy(key, key, Types.STRING)
                .process(new Difference(), Told.type())
                .name("differences");
    }

    private static boolean isState(Output output) {
        return output == Output.MESSAGES || output == Output.SUPPRESSIONS || output == Output.GLOBALS;
    }

    @Override
    public void open(OpenContext context) {
        before = getRuntimeContext().getState(new ValueStateDescriptor<>("before", Told.type()));
        after = getRuntimeContext().getState(new ValueStateDescriptor<>("after", Told.type()));
    }

    @Override
    public void processElement1(Told told, Context context, Collector<Told> out) throws Exception {
        before.update(told);
        context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
    }

    @Override
    public void processElement2(Told told, Context context, Collector<Told> out) throws Exception {
        after.update(told);
        context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
    }

    @Override
    public void onTimer(long at, OnTimerContext context, Collector<Told> out) throws Exception {
        JsonNode one = value(before.value());
        JsonNode other = value(after.value());
        if (!meaning(one).equals(meaning(other))) {
            String key = context.getCurrentKey();
            int space = key.indexOf(' ');
            ObjectNode node = JSON.createObjectNode()
                    .put("what", key.substring(0, space).toLowerCase(Locale.ROOT))
                    .put("key", key.substring(space + 1));
            node.set("before", one);
            node.set("after", other);
            out.collect(Told.of(Output.LEDGER, key, node.toString().getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static JsonNode value(@Nullable Told told) throws IOException {
        return told == null || told.isGone() ? JSON.nullNode() : JSON.readTree(told.value());
    }

    private static JsonNode meaning(JsonNode value) {
        JsonNode copy = value.deepCopy();
        if (copy.path("verdict") instanceof ObjectNode verdict) {
            verdict.remove(HOW_IT_WAS_FOUND);
        }
        return copy;
    }
}
