package dev.rebound.stream.job;

import dev.rebound.feed.seen.Seen;
import dev.rebound.stream.fold.AddressFold;
import dev.rebound.stream.fold.EmailFold;
import dev.rebound.stream.fold.FoldSettings;
import dev.rebound.stream.fold.Told;
import dev.rebound.stream.read.QueueStep;
import dev.rebound.stream.read.Raw;
import dev.rebound.stream.read.ReadSettings;
import dev.rebound.stream.read.ReadStep;
import dev.rebound.stream.state.OwnType;
import dev.rebound.stream.state.SeenSerializer;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The job between its sources and its sinks: read and classify, tie lines of queues together, by address fold, by email add up.
 *
 * <p>What is bounded runs in streaming mode, too. Batch mode would be faster by a third, but it sorts by key and lets a timer
 * that a timer sets fall under the table; and one way of running is one to test.
 *
 * <p>Every step that keeps a state has a name of its own ({@code uid}), by which a savepoint finds it after an upgrade;
 * they never change.
 */
public final class BounceJob {

    private BounceJob() {}

    /** What every environment of this job needs: no serializer made up by reflection, never batch mode. */
    public static Configuration configured(Configuration given) {
        Configuration configuration = new Configuration(given);
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.STREAMING);
        return configuration;
    }

    /**
     * What the job tells, in two streams: nearly all of it comes out of the fold, and a sink of its own runs in the fold's
     * thread, so that no record is written down and read again between the two.
     *
     * @param folded of addresses and their messages
     * @param more what emails came to, and dead letters of the steps before the fold
     */
    public record Telling(DataStream<Told> folded, DataStream<Told> more) {

        /** As one stream. */
        public DataStream<Told> all() {
            return folded.union(more);
        }
    }

    /** What the job tells of what comes in, as one stream; for the parameters see {@link #telling}. */
    public static DataStream<Told> assemble(
            DataStream<Raw> raw, ReadSettings reading, FoldSettings folding, String run) {
        return telling(raw, reading, folding, run).all();
    }

    /**
     * What the job tells of what comes in.
     *
     * @param run tells one run from another where a job has two; empty where there is one
     */
    public static Telling telling(DataStream<Raw> raw, ReadSettings reading, FoldSettings folding, String run) {
        SingleOutputStreamOperator<Seen> seen = raw.process(new ReadStep(reading))
                .returns(new OwnType<>(Seen.class, SeenSerializer.INSTANCE))
                .name("read and classify")
                .uid(run + "read");
        SingleOutputStreamOperator<Seen> queued = seen.getSideOutput(ReadStep.QUEUED)
                .keyBy((KeySelector<Raw, String>) QueueStep::queue, Types.STRING)
                .process(new QueueStep(reading), new OwnType<>(Seen.class, SeenSerializer.INSTANCE))
                .name("tie lines of queues together")
                .uid(run + "queue");
        SingleOutputStreamOperator<Told> told = seen.union(queued)
                .keyBy((KeySelector<Seen, String>) one -> one.address().value(), Types.STRING)
                .process(new AddressFold(folding), Told.type())
                .name("fold by address")
                .uid(run + "fold");
        DataStream<Told> emails = EmailFold.addedUp(told, run);
        return new Telling(told, emails.union(seen.getSideOutput(ReadStep.DEAD), queued.getSideOutput(ReadStep.DEAD)));
    }
}
