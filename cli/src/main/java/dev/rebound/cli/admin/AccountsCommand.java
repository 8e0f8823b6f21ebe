package dev.rebound.cli.admin;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.store.Store;
import java.io.PrintWriter;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rebound accounts}. */
@Command(
        name = "accounts",
        header = "List and create accounts.",
        footer = {"", "Examples:", "  rebound accounts list", "  rebound accounts create \"Fernhill Garden Supply\""},
        mixinStandardHelpOptions = true)
public final class AccountsCommand {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    /** {@code list}. */
    @Command(name = "list", header = "All accounts.", mixinStandardHelpOptions = true)
    int list(
            @Mixin StoreOptions options,
            @Option(names = "--output", defaultValue = "text", description = "${COMPLETION-CANDIDATES}")
                    OutputFormat output) {
        try (Store store = options.open()) {
            Listing listing = new Listing("id", "name", "created");
            store.accounts().all().forEach(account -> listing.add(account.id(), account.name(), account.createdAt()));
            listing.print(spec.commandLine().getOut(), output);
        }
        return 0;
    }

    /** {@code create}. */
    @Command(name = "create", header = "A new account.", mixinStandardHelpOptions = true)
    int create(@Mixin StoreOptions options, @Parameters(paramLabel = "NAME", description = "Its name.") String name) {
        PrintWriter out = spec.commandLine().getOut();
        if (name.isBlank() || name.length() > 200) {
            spec.commandLine().getErr().println("An account's name has 1 to 200 characters.");
            return 2;
        }
        try (Store store = options.open()) {
            AccountId id = store.accounts().create(name.strip(), Instant.now());
            out.println("created account " + id);
            out.flush();
        }
        return 0;
    }
}
