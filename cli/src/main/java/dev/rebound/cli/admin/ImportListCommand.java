package dev.rebound.cli.admin;

import dev.rebound.classify.Classifier;
import dev.rebound.classify.own.RuleTrial;
import dev.rebound.classify.rule.BrokenRulesException;
import dev.rebound.classify.rule.RuleProblem;
import dev.rebound.cli.Rebound;
import dev.rebound.cli.own.OwnRules;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.BulkId;
import dev.rebound.core.ledger.ListSource;
import dev.rebound.engine.bulk.BulkKind;
import dev.rebound.engine.bulk.BulkOrder;
import dev.rebound.server.listfile.ListReading;
import dev.rebound.store.Store;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rebound suppressions import}. */
@Command(
        name = "import",
        header = "Suppress what another system's list says has bounced.",
        description = {
            "",
            "Reads the lists of SES, SendGrid, Mailgun, Postmark, SparkPost, Mailchimp, HubSpot and Rebound, and any table with a"
                    + " column of addresses: CSV, JSON or JSON Lines, packed with gzip or not. Bounces suppress in this"
                    + " account only and count towards no global bounce; soft bounces are left out; who unsubscribed"
                    + " or complained is unsubscribed. Lines that are left out are named on standard error.",
            "",
            "If it is cut off, run it again: what was done is not done twice. Needs the data folder to itself; while a"
                    + " server runs, use its page Suppressions > Import.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  rebound suppressions import --account 1 --dry-run bounces.csv",
            "  rebound suppressions import --account 1 --why 'we move from SendGrid' bounces.csv"
        },
        mixinStandardHelpOptions = true)
final class ImportListCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    @Mixin
    private StoreOptions options = new StoreOptions();

    @Option(names = "--account", required = true, description = "Its id.")
    private long account;

    @Option(
            names = "--format",
            defaultValue = "auto",
            description = "Whose list it is: auto, ses, sendgrid, mailgun, postmark, sparkpost, mailchimp, hubspot,"
                    + " rebound or plain.")
    private String format = "auto";

    @Option(names = "--dry-run", description = "Say what would come of it, and change nothing.")
    private boolean dryRun;

    @Option(names = "--why", defaultValue = "", description = "For the audit log; needed unless it is a dry run.")
    private String why = "";

    @Option(names = "--output", defaultValue = "text", description = "${COMPLETION-CANDIDATES}")
    private OutputFormat output = OutputFormat.text;

    @Parameters(paramLabel = "FILE", description = "The list.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private Path file;

    @Override
    public Integer call() {
        Optional<ListSource> form = form();
        if (form.isEmpty() && !format.equals("auto")) {
            return refuse("There is no format " + format + "; see --help.");
        }
        if (!Files.isReadable(file)) {
            return refuse("There is no file that can be read: " + file);
        }
        if (!dryRun && why.isBlank()) {
            return refuse("Say why, for the audit log: --why TEXT (or --dry-run)");
        }
        try {
            Function<Diagnostic, Verdict> classifier = classifier();
            try (Store store = options.open()) {
                return run(new BulkRun(spec, store), form, classifier);
            }
        } catch (BrokenRulesException e) {
            e.problems().stream().map(RuleProblem::toString).forEach(this::refuse);
            return 2;
        }
    }

    private int run(BulkRun run, Optional<ListSource> form, Function<Diagnostic, Verdict> classifier) {
        AccountId whose = new AccountId(account);
        if (!run.hasAccount(whose)) {
            return Rebound.EXIT_FAILED;
        }
        String name = String.valueOf(file.getFileName());
        BulkId id = run.changes().begin(new BulkOrder(whose, BulkKind.IMPORT, BulkRun.BY, name, form));
        if (!run.read(new ListReading.Task(id, BulkKind.IMPORT, file, form), classifier)) {
            run.print(run.changes().find(whose, id).orElseThrow(), output);
            return Rebound.EXIT_FAILED;
        }
        return dryRun ? run.preview(whose, id, output) : run.apply(whose, id, why, output);
    }

    private Optional<ListSource> form() {
        return Arrays.stream(ListSource.values())
                .filter(source -> source.name().equals(format.toUpperCase(Locale.ROOT)))
                .findFirst();
    }

    /** Own rules are read now, for they may be broken; the others when a list has kept a reply, which most have not. */
    private Function<Diagnostic, Verdict> classifier() {
        Path folder = options.configuration().rulesFolder();
        if (Files.exists(folder)) {
            return RuleTrial.of(OwnRules.files(List.of(folder))).orThrow()::classify;
        }
        return diagnostic -> BuiltIn.CLASSIFIER.classify(diagnostic);
    }

    private static final class BuiltIn {
        static final Classifier CLASSIFIER = Classifier.builtIn();
    }

    private int refuse(String what) {
        spec.commandLine().getErr().println(what);
        return 2;
    }
}
