package dev.rebound.stream.read;

import dev.rebound.feed.log.PostfixLine;
import dev.rebound.feed.log.PostfixLine.Said;
import dev.rebound.feed.log.PostfixReader;
import dev.rebound.feed.report.Reading;
import dev.rebound.feed.report.ReportRefused;
import dev.rebound.feed.seen.Seen;
import dev.rebound.stream.fold.DeadLetter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Ties lines of Postfix together. Its queue manager says who sent a message, its delivery agents what came of it; what
 * both share is the id in the queue, and that is one server's. So the state is by server and queue id, one step before that by address: the
 * sender once it is known, lines that came before it, and the last deferral, which is all that is known of the recipient when the
 * queue manager says that a message has expired.
 *
 * <p>It forgets some time after the message has left the queue, or when no queue keeps a message so long. Everything is kept as text
 * as it came, so no form of ours has to be read later. Lines whose sender is never named are as those of other mail: passed over.
 */
public final class QueueStep extends KeyedProcessFunction<String, Raw, Seen> {

    /** Longest that Postfix keeps a message, and a day ({@code maximal_queue_lifetime} is five days unless told). */
    static final Duration QUEUE_LIFETIME = Duration.ofDays(6);

    /** How long after it was removed a line of a message may still come. */
    static final Duration STRAGGLING = Duration.ofMinutes(10);

    /** Lines of one message that wait for its sender; the manager names it before any agent is at work. */
    private static final int WAITING_MAX = 100;

    private static final long serialVersionUID = 1L;

    private final ReadSettings settings;
    private transient PostfixReader reader;
    private transient ValueState<String> sender;
    private transient ListState<String> waiting;
    private transient ValueState<String> deferral;
    private transient ValueState<Long> end;
    private transient Counter foreign;
    private transient Counter dead;

    public QueueStep(ReadSettings settings) {
        this.settings = settings;
    }

    /** The server and the id in its queue, of a line that is about a message. */
    public static String queue(Raw raw) {
        return PostfixLine.parse(raw.text(), raw.cameAt(), ZoneOffset.UTC)
                .map(PostfixLine::queue)
                .orElse("");
    }

    @Override
    public void open(OpenContext context) throws IOException {
        Readers readers = Readers.open(settings);
        reader = new PostfixReader(readers.tokens(), readers.judge());
        sender = getRuntimeContext().getState(new ValueStateDescriptor<>("sender", Types.STRING));
        waiting = getRuntimeContext().getListState(new ListStateDescriptor<>("waiting", Types.STRING));
        deferral = getRuntimeContext().getState(new ValueStateDescriptor<>("deferral", Types.STRING));
        end = getRuntimeContext().getState(new ValueStateDescriptor<>("end", Types.LONG));
        foreign = getRuntimeContext().getMetricGroup().counter("recordsOfOtherMail");
        dead = getRuntimeContext().getMetricGroup().counter("recordsNotUnderstood");
    }

    @Override
    public void processElement(Raw raw, Context context, Collector<Seen> out) throws Exception {
        Kept kept = new Kept(raw.at(), raw.text());
        Optional<PostfixLine> line = kept.line(settings);
        if (line.isEmpty()) {
            return;
        }
        if (end.value() == null || line.get().said() instanceof Said.Sender) {
            endAfter(QUEUE_LIFETIME, raw, context);
        }
        switch (line.get().said()) {
            case Said.Sender(String address) -> {
                sender.update(address);
                takeWaiting(context, out);
            }
            case Said.Removed ignored -> endAfter(STRAGGLING, raw, context);
            case Said.Answer ignored -> takeOrKeep(kept, raw, context, out);
            case Said.Expired ignored -> takeOrKeep(kept, raw, context, out);
        }
    }

    private void endAfter(Duration time, Raw raw, Context context) throws IOException {
        long at = raw.at() + time.toMillis();
        end.update(at);
        context.timerService().registerEventTimeTimer(at);
    }

    private void takeOrKeep(Kept kept, Raw raw, Context context, Collector<Seen> out) throws Exception {
        String known = sender.value();
        if (known != null) {
            take(known, kept, raw.place(), context, out);
            return;
        }
        List<String> before = new ArrayList<>();
        waiting.get().forEach(before::add);
        if (before.size() < WAITING_MAX) {
            waiting.add(kept.written());
        } else {
            foreign.inc();
        }
    }

    private void takeWaiting(Context context, Collector<Seen> out) throws Exception {
        String known = sender.value();
        for (String text : waiting.get()) {
            take(known, Kept.read(text), "a line that came before its sender", context, out);
        }
        waiting.clear();
    }

    private void take(String known, Kept kept, String place, Context context, Collector<Seen> out) throws Exception {
        PostfixLine line = kept.line(settings).orElseThrow();
        Reading reading = switch (line.said()) {
            case Said.Answer answer -> answered(known, line.at(), answer, kept);
            case Said.Expired ignored -> expired(known, line.at());
            case Said.Sender ignored -> Reading.NOTHING;
            case Said.Removed ignored -> Reading.NOTHING;
        };
        reading.seen().forEach(out::collect);
        foreign.inc(reading.foreign());
        for (ReportRefused.Why why : reading.refused()) {
            dead.inc();
            byte[] content = kept.text().getBytes(StandardCharsets.UTF_8);
            context.output(ReadStep.DEAD, DeadLetter.told(ReadStep.why(why), "", place, content));
        }
    }

    private Reading answered(String known, Instant at, Said.Answer answer, Kept kept) throws IOException {
        if (answer.isDeferral()) {
            deferral.update(kept.written());
        }
        return reader.read(known, at, answer);
    }

    /** Without a deferral it never had a turn, and nobody is named. */
    private Reading expired(String known, Instant at) throws IOException {
        @Nullable String last = deferral.value();
        return last != null && Kept.read(last).line(settings).orElseThrow().said() instanceof Said.Answer answer
                ? reader.expired(known, at, answer)
                : Reading.NOTHING;
    }

    @Override
    public void onTimer(long at, OnTimerContext context, Collector<Seen> out) throws Exception {
        Long until = end.value();
        if (until == null || at < until) {
            return;
        }
        for (String ignored : waiting.get()) {
            foreign.inc();
        }
        sender.clear();
        waiting.clear();
        deferral.clear();
        end.clear();
    }

    /** A line and when it came, as they are kept. */
    private record Kept(long at, String text) {

        static Kept read(String written) {
            int space = written.indexOf(' ');
            return new Kept(Long.parseLong(written.substring(0, space)), written.substring(space + 1));
        }

        String written() {
            return at + " " + text;
        }

        Optional<PostfixLine> line(ReadSettings settings) {
            return PostfixLine.parse(
                    text, Instant.ofEpochMilli(at), settings.logs().zoneId());
        }
    }
}
