package dev.rebound.bench;

import dev.rebound.classify.Classifier;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.Verdict;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One SMTP reply a call, with all built-in rules loaded. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(3)
@State(Scope.Thread)
public class ClassifyReplies {

    /** One for all threads, as a program would have it. */
    static final Classifier RULES = Classifier.builtIn();

    /** So many times more texts than there are replies that no precedent is still known when one returns. */
    private static final int VARIANTS = 32;

    private List<Diagnostic> replies = List.of();
    private List<Diagnostic> unheard = List.of();
    private int at;

    /** Reads the replies, and says what the rules take. */
    @Setup
    public void load() {
        replies = Samples.replies();
        unheard = IntStream.range(0, VARIANTS)
                .boxed()
                .flatMap(variant -> replies.stream().map(reply -> Diagnostic.ofText(reply.text() + " x" + variant)))
                .toList();
        Samples.say("compiled rules: " + RULES.compiledBytes() / 1024 + " KiB for "
                + RULES.rules().rules().size() + " rules");
    }

    /** One verdict on a reply that was heard before, as nearly all are. */
    @Benchmark
    public Verdict classify() {
        at = at + 1 < replies.size() ? at + 1 : 0;
        return RULES.classify(replies.get(at));
    }

    /** One verdict on a reply that was not heard before, or too long ago. */
    @Benchmark
    public Verdict classifyUnheard() {
        at = at + 1 < unheard.size() ? at + 1 : 0;
        return RULES.classify(unheard.get(at));
    }
}
