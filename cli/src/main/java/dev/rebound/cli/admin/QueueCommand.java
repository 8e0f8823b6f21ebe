package dev.rebound.cli.admin;

import dev.rebound.cli.Rebound;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.engine.control.ControlStore.Scope;
import dev.rebound.engine.control.Controls;
import dev.rebound.engine.control.WaitingStore.LastWords;
import dev.rebound.engine.control.WhyWaiting;
import dev.rebound.engine.email.EmailId;
import dev.rebound.store.Store;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
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
            "  rebound queue why --account 1 4711",
            "  rebound queue retry --account 1 --domain shop.example"
        },
        mixinStandardHelpOptions = true)
public final class QueueCommand {

    private static final int DOMAINS_MAX = 10_000;
    /** Who did it, in the audit log. */
    private static final String BY = "command line";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    /** {@code list}. */
    @Command(
            name = "list",
            header = "All domains, most messages first; a line for each thing waited for.",
            mixinStandardHelpOptions = true)
    int list(
            @Mixin StoreOptions options,
            @Option(names = "--account", description = "Of this account only.") @Nullable Long account,
            @Option(names = "--output", defaultValue = "text", description = "${COMPLETION-CANDIDATES}")
                    OutputFormat output) {
        Listing listing = new Listing("domain", "messages", "waits for", "until", "since", "last reply");
        try (Store store = options.open()) {
            StoreControls.queueOf(store)
                    .destinations(Optional.ofNullable(account).map(AccountId::new), DOMAINS_MAX)
                    .forEach(destination -> destination
                            .waits()
                            .forEach(wait -> listing.add(
                                    destination.name(),
                                    wait.messages(),
                                    wait.what(),
                                    wait.until().map(Object::toString).orElse(""),
                                    destination.since(),
                                    destination.last().map(LastWords::words).orElse(""))));
        }
        listing.print(spec.commandLine().getOut(), output);
        return 0;
    }

    /** {@code why}. */
    @Command(name = "why", header = "Why one message is waiting.", mixinStandardHelpOptions = true)
    int why(
            @Mixin StoreOptions options,
            @Option(names = "--account", required = true, description = "Its id.") long account,
            @Option(names = "--output", defaultValue = "text", description = "${COMPLETION-CANDIDATES}")
                    OutputFormat output,
            @Parameters(paramLabel = "MESSAGE", description = "The message's id.") long message) {
        Listing listing = new Listing("waits for", "hold", "until", "destination");
        try (Store store = options.open()) {
            Optional<WhyWaiting> why = StoreControls.queueOf(store).why(new AccountId(account), new MessageId(message));
            if (why.isEmpty()) {
                spec.commandLine().getErr().println("message " + message + " of the account does not wait");
                return Rebound.EXIT_FAILED;
            }
            listing.add(
                    why.get().what(),
                    why.get().hold().map(Enum::name).orElse(""),
                    why.get().until().map(Object::toString).orElse(""),
                    why.get().destination());
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
            @Option(names = "--account", description = "Its id; all accounts if only --domain is given.") @Nullable
                    Long account,
            @Option(names = "--email", description = "The email's id.") @Nullable Long email,
            @Option(names = "--domain", description = "The recipients' domain.") @Nullable String domain,
            @Option(names = "--message", description = "The message's id.") @Nullable Long message) {
        if (account == null && (domain == null || email != null || message != null)) {
            spec.commandLine().getErr().println("name the account, or nothing but a domain");
            return Rebound.EXIT_USAGE;
        }
        Scope scope = new Scope(
                Optional.ofNullable(email).map(EmailId::new),
                Optional.ofNullable(domain),
                Optional.ofNullable(message).map(MessageId::new));
        try (Store store = options.open()) {
            Controls controls = StoreControls.of(store);
            int messages = account == null
                    ? controls.retryDestination(
                            Optional.empty(), String.valueOf(domain), List.of(String.valueOf(domain)), BY)
                    : controls.retryNow(new AccountId(account), scope, BY);
            spec.commandLine().getOut().println(messages + " messages are due now");
        }
        return 0;
    }
}
