package dev.rebound.cli.admin;

import dev.rebound.classify.Classifier;
import dev.rebound.classify.own.RuleTrial;
import dev.rebound.classify.rule.BrokenRulesException;
import dev.rebound.classify.rule.RuleProblem;
import dev.rebound.cli.own.OwnRules;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.engine.reclassify.Outcome;
import dev.rebound.engine.reclassify.Reclassification;
import dev.rebound.engine.reclassify.Reclassification.Kind;
import dev.rebound.engine.reclassify.Reclassification.State;
import dev.rebound.engine.reclassify.Reclassifying;
import dev.rebound.engine.reclassify.Reclassifying.Rules;
import dev.rebound.engine.time.WorldClock;
import dev.rebound.store.Store;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rebound reclassify}. */
@Command(
        name = "reclassify",
        header = "Judge past bounces again, after the rules changed.",
        description = {
            "",
            "Without an option it is a dry run: it shows what the rules of the installation would make of every"
                    + " bounce so far, and changes nothing. With --apply verdicts are changed for good, and with them"
                    + " what accounts hold against addresses; what people have unbounced stays unbounced. --undo takes"
                    + " that back.",
            "",
            "A run that was cut off is finished first. Needs the data folder to itself; while a server runs, use its page Rules > Past bounces.",
            "Exit code 0 if it came to its end, 1 if it did not, 2 if the rules are broken or another run is open.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  rebound reclassify",
            "  rebound reclassify --rules tried.toml --output jsonl",
            "  rebound reclassify --apply",
            "  rebound reclassify --undo 4"
        },
        mixinStandardHelpOptions = true)
public final class ReclassifyCommand implements Callable<Integer> {

    private static final String BY = "command line";
    private static final int SAID_EVERY = 50_000;

    @Mixin
    private StoreOptions options = new StoreOptions();

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            description = "Own rules to try, a file or a folder, in place of the installation's; for a dry run only.")
    private Optional<Path> rules = Optional.empty();

    @Option(names = "--apply", description = "Change verdicts, by the rules of the installation.")
    private boolean apply;

    @Option(names = "--undo", paramLabel = "NUMBER", description = "Take back what this run changed; see --list.")
    private Optional<Long> undo = Optional.empty();

    @Option(names = "--list", description = "List the runs so far, the newest first.")
    private boolean list;

    @Option(names = "--output", defaultValue = "text", description = "${COMPLETION-CANDIDATES}")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private OutputFormat output;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    @Override
    public Integer call() {
        long asked = List.of(apply, undo.isPresent(), list).stream()
                .filter(Boolean::booleanValue)
                .count();
        if (asked > 1 || (asked == 1 && rules.isPresent())) {
            return refuse("Give one of --apply, --undo and --list; --rules goes with a dry run only.");
        }
        Classifier classifier;
        try {
            classifier = classifier();
        } catch (BrokenRulesException e) {
            e.problems().stream().map(RuleProblem::toString).forEach(this::refuse);
            return 2;
        }
        Rules judge = new Rules(classifier.rules().version(), counted(classifier::classify));
        try (Store store = options.open()) {
            Reclassifying reclassifying = new Reclassifying(
                    new Reclassifying.Parts(
                            store.reclassifications(),
                            store.policies(),
                            store.auditLog(),
                            () -> judge,
                            WorldClock.system(store.ledger().lastEventAt().orElse(Instant.MIN))),
                    Runnable::run);
            return list ? listed(reclassifying) : run(reclassifying);
        }
    }

    private Classifier classifier() {
        Path folder = rules.orElseGet(() -> options.configuration().rulesFolder());
        return rules.isEmpty() && !Files.exists(folder)
                ? Classifier.builtIn()
                : RuleTrial.of(OwnRules.files(List.of(folder))).orThrow();
    }

    private int refuse(String why) {
        spec.commandLine().getErr().println(why);
        return 2;
    }

    private int listed(Reclassifying reclassifying) {
        Listing listing = new Listing("number", "kind", "state", "at", "by", "rules", "changed", "undoes");
        for (Reclassification run : reclassifying.list()) {
            listing.add(
                    run.id(),
                    run.kind(),
                    run.state(),
                    run.at(),
                    run.by(),
                    run.rulesVersion(),
                    run.progress().outcome().changedInAll(),
                    run.undoes().map(id -> Long.toString(id)).orElse(""));
        }
        listing.print(spec.commandLine().getOut(), output);
        return 0;
    }

    private int run(Reclassifying reclassifying) {
        reclassifying.finish();
        Optional<Reclassification> undone = undo.flatMap(reclassifying::find);
        if (undo.isPresent() && undone.filter(Reclassification::mayBeUndone).isEmpty()) {
            return refuse("There is no such run that changed something; see rebound reclassify --list.");
        }
        Optional<Reclassification> begun = undone.map(done -> reclassifying.undo(done, BY))
                .orElseGet(() -> apply ? reclassifying.apply(BY) : reclassifying.tryOut(BY));
        if (begun.isEmpty()) {
            return refuse("Another run is open.");
        }
        Reclassification end = reclassifying.find(begun.get().id()).orElseThrow();
        show(end);
        return end.state() == State.DONE ? 0 : 1;
    }

    /** The same, and says now and then how much has been judged. */
    private Function<Diagnostic, Verdict> counted(Function<Diagnostic, Verdict> judge) {
        AtomicLong judged = new AtomicLong();
        return said -> {
            long number = judged.incrementAndGet();
            if (number % SAID_EVERY == 0) {
                spec.commandLine().getErr().printf("%,d replies and reports judged%n", number);
                spec.commandLine().getErr().flush();
            }
            return judge.apply(said);
        };
    }

    private void show(Reclassification run) {
        PrintWriter out = spec.commandLine().getOut();
        Outcome outcome = run.progress().outcome();
        Listing listing = new Listing("before", "after", "bounces", "example", "words", "rules");
        outcome.changed().forEach((difference, number) -> {
            Optional<Outcome.Example> example =
                    outcome.examplesOf(difference).stream().findFirst();
            listing.add(
                    difference.before(),
                    difference.after(),
                    number,
                    example.map(Outcome.Example::address).orElse(""),
                    example.map(Outcome.Example::words).orElse("").replaceAll("\\s+", " "),
                    example.map(each -> each.ruleBefore() + " -> " + each.ruleAfter())
                            .orElse(""));
        });
        listing.print(out, output);
        if (output == OutputFormat.text) {
            out.printf(
                    "%nrun %d, %s: %,d bounces looked at, %,d judged differently, %,d addresses become mailable,"
                            + " %,d suppressed%n",
                    run.id(),
                    run.kind() == Kind.DRY_RUN ? "a dry run, nothing was changed" : "done",
                    run.progress().looked(),
                    outcome.changedInAll(),
                    outcome.freed(),
                    outcome.suppressed());
        }
        out.flush();
    }
}
