package dev.rebound.stream.fold;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Adds up, by email, what its messages came to: the second step, for an address knows nothing of other addresses. What it
 * comes to is told once a second at most, and at the end of what is bounded.
 */
public final class EmailFold extends KeyedProcessFunction<Long, EmailChange, Told> {

    private static final long serialVersionUID = 1L;
    private static final long TELL_EVERY_MILLIS = 1_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private transient MapState<Integer, Long> numbers;
    private transient ValueState<Boolean> isTold;

    /** What is told of the emails whose messages a fold by address goes through. */
    public static DataStream<Told> addedUp(SingleOutputStreamOperator<Told> fold, String run) {
        return fold.getSideOutput(AddressFold.EMAIL_CHANGES)
                .keyBy((KeySelector<EmailChange, Long>) EmailChange::email, Types.LONG)
                .process(new EmailFold(), Told.type())
                .name("add up by email")
                .uid(run + "emails");
    }

    @Override
    public void open(OpenContext context) {
        numbers = getRuntimeContext().getMapState(new MapStateDescriptor<>("numbers", Types.INT, Types.LONG));
        isTold = getRuntimeContext().getState(new ValueStateDescriptor<>("to be told", Types.BOOLEAN));
    }

    @Override
    public void processElement(EmailChange change, Context context, Collector<Told> out) throws Exception {
        if (change.before() != EmailChange.NOTHING) {
            add(change.before(), -1);
        }
        add(change.after(), 1);
        if (isTold.value() == null) {
            isTold.update(false);
            long now = context.timerService().currentProcessingTime();
            context.timerService().registerProcessingTimeTimer(now + TELL_EVERY_MILLIS);
            context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
        }
    }

    private void add(int outcome, long number) throws Exception {
        Long before = numbers.get(outcome);
        long after = (before == null ? 0 : before) + number;
        if (after == 0) {
            numbers.remove(outcome);
        } else {
            numbers.put(outcome, after);
        }
    }

    @Override
    public void onTimer(long at, OnTimerContext context, Collector<Told> out) throws Exception {
        if (isTold.value() == null) {
            return;
        }
        isTold.clear();
        Map<Integer, Long> sorted = new TreeMap<>();
        for (Map.Entry<Integer, Long> entry : numbers.entries()) {
            sorted.put(entry.getKey(), entry.getValue());
        }
        out.collect(
                Told.of(Output.EMAILS, Long.toString(context.getCurrentKey()), write(context.getCurrentKey(), sorted)));
    }

    static byte[] write(long email, Map<Integer, Long> numbers) {
        ObjectNode node = JSON.createObjectNode().put("v", 1).put("email", email);
        ArrayNode outcomes = node.putArray("outcomes");
        numbers.forEach((outcome, number) -> {
            ObjectNode one = outcomes.addObject();
            Outcome.write(one, outcome);
            one.put("number", number);
        });
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }
}
