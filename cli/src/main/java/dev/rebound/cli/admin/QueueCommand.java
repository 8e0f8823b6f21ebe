package dev.rebound.cli.admin;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.engine.control.ControlStore.Scope;
import dev.rebound.engine.email.EmailId;
import dev.rebound.store.SqliteStore;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rebound queue}. */
@Command(
        name = "queue",
        header = "What waits to be delivered, by recipient domain, and for what.",
        description = {
            "How fast a destination goes and whether it is probed is known to a running server only; see its",
            "pages or GET /api/v1/queue."
        },
        footer = {
            "",
            "Examples:",
            "  rebound queue list",
            "  rebound queue list --account 1 --output jsonl",
            "  rebound queue retry --account 1 --domain shop.example"
        },
        mixinStandardHelpOptions = true)
public final class QueueCommand {

    private static final int DOMAINS_MAX = 10_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    /** {@code list}. */
    @Command(name = "list", header = "All domains, most messages first.", mixinStandardHelpOptions = true)
    int list(
            @Mixin StoreOptions options,
            @Option(names = "--account", description = "Of this account only.") @Nullable Long account,
            @Option(names = "--output", defaultValue = "text", description = "${COMPLETION-CANDIDATES}")
                    OutputFormat output) {
        Listing listing = new Listing("domain", "messages", "due", "held", "waits for", "next");
        try (SqliteStore store = options.open()) {
            StoreControls.of(store)
                    .pending(Optional.ofNullable(account).map(AccountId::new), DOMAINS_MAX)
                    .forEach(pending -> listing.add(
                            pending.waiting().domain(),
                            pending.waiting().messages(),
                            pending.waiting().due(),
                            pending.waiting().held(),
                            pending.waitsFor(),
                            pending.waiting().next()));
        }
        listing.print(spec.commandLine().getOut(), output);
        return 0;
    }

    /** {@code retry}. */
    @Command(
            name = "retry",
            header = "Let messages be tried again as soon as a server runs; all that is given must fit.",
            mixinStandardHelpOptions = true)
    int retry(
            @Mixin StoreOptions options,
            @Option(names = "--account", required = true, description = "Its id.") long account,
            @Option(names = "--email", description = "The email's id.") @Nullable Long email,
            @Option(names = "--domain", description = "The recipients' domain.") @Nullable String domain,
            @Option(names = "--message", description = "The message's id.") @Nullable Long message) {
        Scope scope = new Scope(
                Optional.ofNullable(email).map(EmailId::new),
                Optional.ofNullable(domain),
                Optional.ofNullable(message).map(MessageId::new));
        try (SqliteStore store = options.open()) {
            int messages = StoreControls.of(store).retryNow(new AccountId(account), scope, "command line");
            spec.commandLine().getOut().println(messages + " messages are due now");
        }
        return 0;
    }
}
