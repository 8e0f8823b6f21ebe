package dev.rebound.cli.admin;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.engine.suppression.GlobalBounce;
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

/** {@code rebound global}. */
@Command(
        name = "global",
        header = "Addresses suppressed for every account; for operators.",
        footer = {
            "",
            "Examples:",
            "  rebound global list",
            "  rebound global show ann@shop.example",
            "  rebound global lift --why 'the domain was down for a week' ann@shop.example"
        },
        mixinStandardHelpOptions = true)
public final class GlobalCommand {

    private static final int PAGE = 1_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    /** {@code list}. */
    @Command(
            name = "list",
            header = "All of them, by what they are called in the list: it holds no addresses.",
            mixinStandardHelpOptions = true)
    int list(
            @Mixin StoreOptions options,
            @Option(names = "--output", defaultValue = "text", description = "${COMPLETION-CANDIDATES}")
                    OutputFormat output) {
        try (Store store = options.open()) {
            Listing listing = new Listing("hash", "since", "accounts");
            Optional<String> after = Optional.empty();
            List<GlobalBounce> page;
            do {
                page = store.suppressions().global(after, PAGE);
                page.forEach(found -> listing.add(found.hash(), found.since(), found.accounts()));
                after = page.isEmpty() ? after : Optional.of(page.getLast().hash());
            } while (page.size() == PAGE);
            listing.print(spec.commandLine().getOut(), output);
        }
        return 0;
    }

    /** {@code show}. */
    @Command(name = "show", header = "Whether an address is bounced globally.", mixinStandardHelpOptions = true)
    int show(
            @Mixin StoreOptions options,
            @Option(names = "--output", defaultValue = "text", description = "${COMPLETION-CANDIDATES}")
                    OutputFormat output,
            @Parameters(paramLabel = "ADDRESS", description = "The address.") String address) {
        Optional<EmailAddress> parsed = EmailAddress.parse(address);
        if (parsed.isEmpty()) {
            spec.commandLine().getErr().println("Not an email address: " + address);
            return 2;
        }
        try (Store store = options.open()) {
            Listing listing = new Listing("hash", "since", "accounts");
            store.suppressions()
                    .findGlobal(parsed.get().key())
                    .ifPresent(found -> listing.add(found.hash(), found.since(), found.accounts()));
            listing.print(spec.commandLine().getOut(), output);
        }
        return 0;
    }

    /** {@code lift}. */
    @Command(name = "lift", header = "Lift a global bounce; audited.", mixinStandardHelpOptions = true)
    int lift(
            @Mixin StoreOptions options,
            @Option(names = "--why", required = true, description = "For the audit log.") String why,
            @Parameters(paramLabel = "ADDRESS", description = "The address.") String address) {
        Optional<EmailAddress> parsed = EmailAddress.parse(address);
        if (parsed.isEmpty()) {
            spec.commandLine().getErr().println("Not an email address: " + address);
            return 2;
        }
        try (Store store = options.open()) {
            Unbouncing unbouncing = new Unbouncing(store.ledger(), store.auditLog(), WorldClock.system());
            return Outcomes.report(spec, unbouncing.liftGlobal(parsed.get().key(), "command line", why));
        }
    }
}
