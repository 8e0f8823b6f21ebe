package dev.rebound.cli.admin;

import dev.rebound.cli.Rebound;
import dev.rebound.engine.email.Sample;
import dev.rebound.store.Store;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rebound emails sample}. */
@Command(
        name = "sample",
        header = "Have a draft sent to a part of its recipients first.",
        description = {
            "Once the sample is over and no more of those sent have hard bounced than --hard-percent, the rest follows",
            "by itself. With more, the email stops and waits for a review, however long that takes:",
            "",
            "  rebound emails plan --account 1 7                      where it stands",
            "  rebound emails recipients --account 1 --group HARD 7   who bounced, and why",
            "  rebound emails rest --account 1 7                      send to the rest nevertheless",
            "  rebound emails cancel --account 1 7                    or stop for good",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  rebound emails sample --account 1 --size 1000 7",
            "  rebound emails sample --account 1 --size 500 --minutes 240 --hard-percent 2 7",
            "  rebound emails sample --account 1 --none 7"
        },
        mixinStandardHelpOptions = true)
final class SampleCommand implements Callable<Integer> {

    private static final int MINUTES_MAX = (int) Sample.JUDGED_AFTER_MAX.toMinutes();
    private static final double PER_CENT = 100;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    @Mixin
    private StoreOptions options = new StoreOptions();

    @Mixin
    private OneEmail email = new OneEmail();

    @Option(names = "--size", paramLabel = "RECIPIENTS", description = "How many get it first, 1 to 1000000.")
    private @Nullable Integer size;

    @Option(
            names = "--minutes",
            defaultValue = "60",
            description = "From the sample's acceptance to its judgement, 1 to 4320 (default: ${DEFAULT-VALUE}).")
    private int minutes;

    @Option(
            names = "--hard-percent",
            paramLabel = "PERCENT",
            defaultValue = "5",
            description = "Hard bounces that are borne, of those sent, 0 to 100 (default: ${DEFAULT-VALUE}).")
    private double hardPercent;

    @Option(names = "--none", description = "Send to everybody at once after all.")
    private boolean none;

    @Override
    public Integer call() {
        Optional<Sample> sample = asked();
        try (Store store = options.open()) {
            if (!StoreControls.of(store).sampleFirst(email.account(), email.id(), sample)) {
                spec.commandLine().getErr().println("nothing changed: it is no draft");
                return Rebound.EXIT_FAILED;
            }
            return 0;
        }
    }

    private Optional<Sample> asked() {
        Integer recipients = size;
        require((recipients == null) == none, "say either --size or --none");
        if (recipients == null) {
            return Optional.empty();
        }
        require(recipients >= 1 && recipients <= Sample.SIZE_MAX, "--size: must be 1 to " + Sample.SIZE_MAX);
        require(minutes >= 1 && minutes <= MINUTES_MAX, "--minutes: must be 1 to " + MINUTES_MAX);
        require(hardPercent >= 0 && hardPercent <= PER_CENT, "--hard-percent: must be 0 to 100");
        return Optional.of(new Sample(recipients, Duration.ofMinutes(minutes), hardPercent / PER_CENT));
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }
}
