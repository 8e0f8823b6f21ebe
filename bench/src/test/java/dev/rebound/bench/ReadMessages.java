package dev.rebound.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One message a call, going round through all samples: ours beside the reference. The cursor is each thread's own,
 * so that with {@code -t 2} nothing is shared but the reader. {@code Angus} names its stream provider itself.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(3)
@State(Scope.Thread)
public class ReadMessages {

    private final Angus angus = new Angus();
    private Ours ours = new Ours(ClassifyReplies.RULES);
    private List<byte[]> messages = List.of();
    private int at;

    /** Reads the samples from disk. */
    @Setup(Level.Trial)
    public void load() {
        messages = Samples.messages().all();
    }

    private byte[] next() {
        at = at + 1 < messages.size() ? at + 1 : 0;
        return messages.get(at);
    }

    /** Our reading alone. */
    @Benchmark
    public int read() {
        return ours.read(next());
    }

    /** Reading, and a verdict for every recipient who was missed. */
    @Benchmark
    public int readAndClassify() {
        return ours.readAndClassify(next());
    }

    /** The reference. */
    @Benchmark
    public int angusDsn() {
        return angus.read(next());
    }
}
