package dev.rebound.cli.admin;

import dev.rebound.cli.Rebound;
import dev.rebound.cli.console.Console;
import dev.rebound.core.address.AddressKey;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.BulkId;
import dev.rebound.core.ledger.Cause;
import dev.rebound.engine.bulk.BulkChange;
import dev.rebound.engine.bulk.BulkChanges.Answer;
import dev.rebound.engine.suppression.SuppressedAddress;
import dev.rebound.server.suppression.SuppressionExport;
import dev.rebound.server.suppression.SuppressionExport.Filter;
import dev.rebound.store.Store;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rebound suppressions}. */
@Command(
        name = "suppressions",
        header = "Addresses an account may not send marketing email to.",
        subcommands = {UnbounceCommand.class, ImportListCommand.class, MarkBouncedCommand.class},
        footer = {
            "",
            "Examples:",
            "  rebound suppressions list --account 1 --output jsonl",
            "  rebound suppressions unbounce --account 1 --why 'their server was down' ann@shop.example",
            "  rebound suppressions mark --account 1 --reason UNKNOWN_USER --why 'has left' bob@shop.example",
            "  rebound suppressions import --account 1 --dry-run bounces.csv",
            "  rebound suppressions export --account 1 --output csv suppressions.csv",
            "  rebound suppressions undo --account 1 7"
        },
        mixinStandardHelpOptions = true)
public final class SuppressionsCommand {

    private static final int PAGE = 1_000;

    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    SuppressionsCommand(Console console) {
        this.console = console;
    }

    /** {@code list}. */
    @Command(name = "list", header = "All of an account.", mixinStandardHelpOptions = true)
    int list(
            @Mixin StoreOptions options,
            @Option(names = "--account", required = true, description = "Its id.") long account,
            @Option(names = "--output", defaultValue = "text", description = "${COMPLETION-CANDIDATES}")
                    OutputFormat output) {
        try (Store store = options.open()) {
            Listing listing = new Listing("address", "reason", "since", "email", "imported from", "global");
            Optional<AddressKey> after = Optional.empty();
            List<SuppressedAddress> page;
            do {
                page = store.suppressions().page(new AccountId(account), "", Optional.empty(), after, PAGE);
                page.forEach(found -> listing.add(
                        found.address().value(),
                        found.suppression().reason(),
                        found.suppression().since(),
                        found.emailName(),
                        found.suppression().cause() instanceof Cause.Listed listed ? listed.source() : "",
                        found.globallyBounced()));
                after = page.isEmpty() ? after : Optional.of(page.getLast().address());
            } while (page.size() == PAGE);
            listing.print(spec.commandLine().getOut(), output);
        }
        return 0;
    }

    /** The forms of an export; the names are what one types. */
    enum ExportFormat {
        csv(SuppressionExport.Form.CSV),
        jsonl(SuppressionExport.Form.JSONL);

        private final SuppressionExport.Form form;

        ExportFormat(SuppressionExport.Form form) {
            this.form = form;
        }
    }

    /** {@code export}. */
    @Command(
            name = "export",
            header = "All of an account as a file that an import reads back.",
            mixinStandardHelpOptions = true)
    int export(
            @Mixin StoreOptions options,
            @Option(names = "--account", required = true, description = "Its id.") long account,
            @Option(names = "--output", defaultValue = "csv", description = "${COMPLETION-CANDIDATES}")
                    ExportFormat output,
            @Option(names = "--reason", description = "Only those suppressed for this.") Optional<Reason> reason,
            @Parameters(paramLabel = "FILE", defaultValue = "-", description = "Where to; - is standard output.")
                    Path file)
            throws IOException {
        try (Store store = options.open()) {
            SuppressionExport export = new SuppressionExport(store.suppressions());
            Filter filter = new Filter(new AccountId(account), "", reason);
            if (file.toString().equals("-")) {
                export.write(filter, output.form, console.out());
            } else {
                try (OutputStream out = Files.newOutputStream(file)) {
                    export.write(filter, output.form, out);
                }
            }
        }
        return 0;
    }

    /** {@code changes}. */
    @Command(
            name = "changes",
            header = "What was changed for many addresses at once, the newest first.",
            mixinStandardHelpOptions = true)
    int changes(
            @Mixin StoreOptions options,
            @Option(names = "--account", required = true, description = "Its id.") long account,
            @Option(names = "--output", defaultValue = "text", description = "${COMPLETION-CANDIDATES}")
                    OutputFormat output) {
        try (Store store = options.open()) {
            Listing listing =
                    new Listing("id", "kind", "stage", "origin", "begun", "by", "why", "addresses", "changed");
            Optional<BulkId> before = Optional.empty();
            List<BulkChange> page;
            do {
                page = store.bulks().page(new AccountId(account), before, PAGE);
                page.forEach(change -> listing.add(
                        change.id(),
                        change.order().kind(),
                        change.stage(),
                        change.order().origin(),
                        change.begunAt(),
                        change.order().by(),
                        change.why(),
                        change.figures().entries(),
                        change.acting()));
                before = page.isEmpty() ? before : Optional.of(page.getLast().id());
            } while (page.size() == PAGE);
            listing.print(spec.commandLine().getOut(), output);
        }
        return 0;
    }

    /** {@code undo}. */
    @Command(
            name = "undo",
            header = "Take a bulk change back, but for addresses to which something newer has happened; audited.",
            mixinStandardHelpOptions = true)
    int undo(
            @Mixin StoreOptions options,
            @Option(names = "--account", required = true, description = "Its id.") long account,
            @Option(names = "--output", defaultValue = "text", description = "${COMPLETION-CANDIDATES}")
                    OutputFormat output,
            @Parameters(paramLabel = "ID", description = "Of the bulk change; see: rebound suppressions changes")
                    long id) {
        try (Store store = options.open()) {
            BulkRun run = new BulkRun(spec, store);
            AccountId whose = new AccountId(account);
            Optional<BulkChange> found = run.find(whose, id);
            if (found.isEmpty()) {
                return Rebound.EXIT_FAILED;
            }
            Answer answer = run.changes().undo(whose, found.get().id(), BulkRun.BY);
            if (answer != Answer.STARTED) {
                run.say("It can be taken back once, when it is DONE; it is "
                        + found.get().stage() + ".");
                return Rebound.EXIT_FAILED;
            }
            run.runOn(found.get().id(), "addresses changed or left");
            run.print(run.find(whose, id).orElseThrow(), output);
            return 0;
        }
    }
}
