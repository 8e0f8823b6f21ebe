package dev.rebound.cli.console;

import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/** A bar on standard error, once the work takes more than a second and somebody watches. */
public final class Progress implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Console console;
    private final String what;
    private final long startNanos = System.nanoTime();
    private long expected;
    private long done;
    private @Nullable ProgressBar bar;

    public Progress(Console console, String what) {
        this.console = console;
        this.what = what;
    }

    /** So many more are to come. */
    public void expect(long more) {
        expected += more;
        if (bar != null) {
            bar.maxHint(expected);
        }
    }

    /** One more is done. */
    public void step() {
        step(1);
    }

    /** So many more are done. */
    public void step(long more) {
        done += more;
        if (bar != null) {
            bar.stepTo(done);
        } else if (console.errIsTerminal() && System.nanoTime() - startNanos > PATIENCE.toNanos()) {
            bar = new ProgressBarBuilder()
                    .setTaskName(what)
                    .setInitialMax(expected)
                    .setConsumer(new ConsoleProgressBarConsumer(console.err()))
                    .clearDisplayOnFinish()
                    .showSpeed()
                    .build();
            bar.stepTo(done);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
