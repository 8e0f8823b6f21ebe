package dev.rebound.cli.admin;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.suppression.SuppressedAddress;
import dev.rebound.engine.suppression.Unbouncing;
import dev.rebound.engine.time.WorldClock;
import dev.rebound.store.Store;
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
        footer = {
            "",
            "Examples:",
            "  rebound suppressions list --account 1 --output jsonl",
            "  rebound suppressions unbounce --account 1 --why 'their server was down' ann@shop.example"
        },
        mixinStandardHelpOptions = true)
public final class SuppressionsCommand {

    private static final int PAGE = 1_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    /** {@code list}. */
    @Command(name = "list", header = "All of an account.", mixinStandardHelpOptions = true)
    int list(
            @Mixin StoreOptions options,
            @Option(names = "--account", required = true, description = "Its id.") long account,
            @Option(names = "--output", defaultValue = "text", description = "${COMPLETION-CANDIDATES}")
                    OutputFormat output) {
        try (Store store = options.open()) {
            Listing listing = new Listing("address", "reason", "since", "email", "global");
            Optional<AddressKey> after = Optional.empty();
            List<SuppressedAddress> page;
            do {
                page = store.suppressions().page(new AccountId(account), "", Optional.empty(), after, PAGE);
                page.forEach(found -> listing.add(
                        found.address().value(),
                        found.suppression().reason(),
                        found.suppression().since(),
                        found.emailName(),
                        found.globallyBounced()));
                after = page.isEmpty() ? after : Optional.of(page.getLast().address());
            } while (page.size() == PAGE);
            listing.print(spec.commandLine().getOut(), output);
        }
        return 0;
    }

    /** {@code unbounce}. */
    @Command(name = "unbounce", header = "Lift a suppression; audited.", mixinStandardHelpOptions = true)
    int unbounce(
            @Mixin StoreOptions options,
            @Option(names = "--account", required = true, description = "Its id.") long account,
            @Option(names = "--why", required = true, description = "For the audit log.") String why,
            @Parameters(paramLabel = "ADDRESS", description = "The suppressed address.") String address) {
        Optional<EmailAddress> parsed = EmailAddress.parse(address);
        if (parsed.isEmpty()) {
            spec.commandLine().getErr().println("Not an email address: " + address);
            return 2;
        }
        try (Store store = options.open()) {
            Unbouncing unbouncing = new Unbouncing(store.ledger(), store.auditLog(), WorldClock.system());
            Unbouncing.Outcome outcome =
                    unbouncing.unbounce(new AccountId(account), parsed.get().key(), "command line", why);
            return Outcomes.report(spec, outcome);
        }
    }
}
