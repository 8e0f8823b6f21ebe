package dev.rebound.cli.admin;

import dev.rebound.cli.Rebound;
import dev.rebound.engine.email.EmailFigures;
import dev.rebound.engine.email.Hold;
import dev.rebound.engine.email.MarketingEmail;
import dev.rebound.engine.email.Sample;
import dev.rebound.store.Store;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rebound emails plan}. */
@Command(
        name = "plan",
        header = "How the sending of an email is planned and where it stands: its time, its sample, what holds it.",
        description = {
            "hold is PAUSED (go on with: resume), REVIEW (too much of the sample hard bounced; go on with: rest or",
            "cancel) or CANCELLED. hard percent is of those sent, and beside it what is borne of a sample."
        },
        mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {

    private static final double PER_CENT = 100;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    @Mixin
    private StoreOptions options = new StoreOptions();

    @Mixin
    private OneEmail email = new OneEmail();

    @Option(names = "--output", defaultValue = "text", description = "${COMPLETION-CANDIDATES}")
    private OutputFormat output = OutputFormat.text;

    @Override
    public Integer call() {
        try (Store store = options.open()) {
            Optional<MarketingEmail> found = store.emails().find(email.account(), email.id());
            if (found.isEmpty()) {
                spec.commandLine().getErr().println("the account has no such email");
                return Rebound.EXIT_FAILED;
            }
            EmailFigures figures = store.emails().figures(email.account(), email.id());
            listing(found.get(), figures).print(spec.commandLine().getOut(), output);
            if (output == OutputFormat.text) {
                advise(found.get().plan().hold());
            }
            return 0;
        }
    }

    private static Listing listing(MarketingEmail email, EmailFigures figures) {
        Optional<Sample> sample = email.plan().sample();
        Listing listing = new Listing(
                "state",
                "hold",
                "starts at",
                "sample",
                "judged at",
                "selected",
                "sent",
                "hard",
                "hard percent",
                "hard percent borne");
        listing.add(
                email.state(),
                orNothing(email.plan().hold()),
                orNothing(email.plan().startsAt()),
                orNothing(sample.map(Sample::size)),
                orNothing(email.plan().judgedAt()),
                figures.selected(),
                figures.sent(),
                figures.hard(),
                percent(figures.sent() == 0 ? 0 : (double) figures.hard() / figures.sent()),
                orNothing(sample.map(Sample::hardMax).map(PlanCommand::percent)));
        return listing;
    }

    private static String orNothing(Optional<?> value) {
        return value.map(Object::toString).orElse("");
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f", share * PER_CENT);
    }

    private void advise(Optional<Hold> hold) {
        String of = " --account " + email.account() + " " + email.id();
        hold.map(why -> switch (why) {
                    case PAUSED -> "Go on: rebound emails resume" + of;
                    case REVIEW ->
                        "Look: rebound emails recipients --group HARD" + of + "\nSend to the rest: rebound emails rest"
                                + of + "\nStop for good: rebound emails cancel" + of;
                    case CANCELLED -> "It is cancelled for good; clone it to send it again.";
                })
                .ifPresent(spec.commandLine().getOut()::println);
        spec.commandLine().getOut().flush();
    }
}
