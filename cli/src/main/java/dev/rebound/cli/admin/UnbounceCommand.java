package dev.rebound.cli.admin;

import dev.rebound.cli.Rebound;
import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.BulkId;
import dev.rebound.engine.bulk.BulkKind;
import dev.rebound.engine.bulk.BulkOrder;
import dev.rebound.engine.bulk.Bulks;
import dev.rebound.engine.suppression.Unbouncing;
import dev.rebound.engine.time.WorldClock;
import dev.rebound.server.listfile.ListReading;
import dev.rebound.store.Store;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rebound suppressions unbounce}. */
@Command(
        name = "unbounce",
        header = "Lift suppressions: of addresses, of all that a filter fits, or of those in a file; audited.",
        description = {
            "",
            "Several at once are a bulk change, which rebound suppressions undo takes back. The next hard bounce suppresses"
                    + " again. What is bounced globally stays so.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  rebound suppressions unbounce --account 1 --why 'they called' ann@shop.example",
            "  rebound suppressions unbounce --account 1 --matching @shop.example --dry-run",
            "  rebound suppressions unbounce --account 1 --file list.csv --why 'their server was down'"
        },
        mixinStandardHelpOptions = true)
final class UnbounceCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    @Mixin
    private StoreOptions options = new StoreOptions();

    @Option(names = "--account", required = true, description = "Its id.")
    private long account;

    @Option(names = "--why", defaultValue = "", description = "For the audit log; needed unless it is a dry run.")
    private String why = "";

    @Option(names = "--dry-run", description = "Say what would come of it, and change nothing.")
    private boolean dryRun;

    @Option(names = "--matching", paramLabel = "TEXT", description = "All addresses with this in them.")
    private Optional<String> matching = Optional.empty();

    @Option(names = "--reason", description = "All that are suppressed for this; with --matching, both must fit.")
    private Optional<Reason> reason = Optional.empty();

    @Option(names = "--file", paramLabel = "FILE", description = "Addresses in a file: one a line, CSV or JSON.")
    private Optional<Path> file = Optional.empty();

    @Option(names = "--output", defaultValue = "text", description = "${COMPLETION-CANDIDATES}")
    private OutputFormat output = OutputFormat.text;

    @Parameters(paramLabel = "ADDRESS", arity = "0..*", description = "Suppressed addresses.")
    private List<String> addresses = new ArrayList<>();

    @Override
    public Integer call() {
        boolean filtered = matching.isPresent() || reason.isPresent();
        long ways = List.of(filtered, file.isPresent(), !addresses.isEmpty()).stream()
                .filter(Boolean::booleanValue)
                .count();
        if (ways != 1) {
            return refuse("Give addresses, or --matching and --reason, or --file.");
        }
        if (addresses.size() > Bulks.ADDED_MAX) {
            return refuse("At most " + Bulks.ADDED_MAX + " addresses; put them into a file.");
        }
        if (file.filter(path -> !Files.isReadable(path)).isPresent()) {
            return refuse("There is no file that can be read: " + file.get());
        }
        if (!dryRun && why.isBlank()) {
            return refuse("Say why, for the audit log: --why TEXT (or --dry-run)");
        }
        try (Store store = options.open()) {
            return addresses.size() == 1 && !dryRun
                    ? one(store, addresses.getFirst())
                    : many(new BulkRun(spec, store), new AccountId(account));
        }
    }

    private int one(Store store, String text) {
        Optional<EmailAddress> address = EmailAddress.parse(text);
        if (address.isEmpty()) {
            return refuse("Not an email address: " + text);
        }
        Unbouncing unbouncing = new Unbouncing(store.ledger(), store.auditLog(), WorldClock.system());
        return Outcomes.report(
                spec, unbouncing.unbounce(new AccountId(account), address.get().key(), BulkRun.BY, why));
    }

    private int many(BulkRun run, AccountId whose) {
        if (!run.hasAccount(whose)) {
            return Rebound.EXIT_FAILED;
        }
        BulkId id =
                run.changes().begin(new BulkOrder(whose, BulkKind.UNBOUNCE, BulkRun.BY, origin(), Optional.empty()));
        if (file.isPresent()) {
            ListReading.Task task = new ListReading.Task(id, BulkKind.UNBOUNCE, file.get(), Optional.empty());
            if (!run.read(task, diagnostic -> {
                throw new IllegalStateException("only addresses are read");
            })) {
                run.print(run.changes().find(whose, id).orElseThrow(), output);
                return Rebound.EXIT_FAILED;
            }
        } else if (addresses.isEmpty()) {
            run.changes().addMatching(id, whose, matching.orElse(""), reason);
        } else {
            run.changes().addNamed(id, addresses);
        }
        return dryRun ? run.preview(whose, id, output) : run.apply(whose, id, why, output);
    }

    private String origin() {
        return file.map(path -> String.valueOf(path.getFileName()))
                .orElseGet(() -> addresses.isEmpty()
                        ? reason.map(Enum::name).orElse("*")
                                + matching.map(text -> " \"" + text + "\"").orElse("")
                        : "");
    }

    private int refuse(String what) {
        spec.commandLine().getErr().println(what);
        return 2;
    }
}
