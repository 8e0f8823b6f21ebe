package dev.rebound.cli.admin;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.audit.AuditAction;
import dev.rebound.engine.audit.AuditLog.AuditEntry;
import dev.rebound.engine.inbox.Inbox;
import dev.rebound.engine.inbox.InboxId;
import dev.rebound.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rebound inboxes}. */
@Command(
        name = "inboxes",
        header = "Connected inboxes: how they are, and taking one away.",
        description = {
            "An inbox is connected on its page or by REST, because its password is tried there first.",
            "Secrets are never shown."
        },
        footer = {"", "Examples:", "  rebound inboxes list --account 1", "  rebound inboxes disconnect --account 1 7"},
        mixinStandardHelpOptions = true)
public final class InboxesCommand {

    /** In the audit log. */
    private static final String BY = "command line";

    private static final int AT_ONCE = 500;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    /** {@code list}. */
    @Command(name = "list", header = "All inboxes of an account.", mixinStandardHelpOptions = true)
    int list(
            @Mixin StoreOptions options,
            @Option(names = "--account", required = true, paramLabel = "N", description = "The account's number.")
                    long account,
            @Option(names = "--output", defaultValue = "text", description = "${COMPLETION-CANDIDATES}")
                    OutputFormat output) {
        Listing listing = new Listing("id", "address", "owner", "state", "trouble", "reports", "answers", "ignored");
        try (Store store = options.open()) {
            Optional<InboxId> after = Optional.empty();
            List<Inbox> page;
            do {
                page = store.inboxes().page(new AccountId(account), after, AT_ONCE);
                page.forEach(inbox -> add(listing, inbox));
                after = page.isEmpty()
                        ? Optional.empty()
                        : Optional.of(page.getLast().id());
            } while (page.size() == AT_ONCE);
        }
        listing.print(spec.commandLine().getOut(), output);
        return 0;
    }

    private static void add(Listing listing, Inbox inbox) {
        listing.add(
                inbox.id(),
                inbox.address().text(),
                inbox.owner(),
                inbox.condition().state(),
                inbox.condition()
                        .trouble()
                        .map(trouble -> trouble.kind().name())
                        .orElse(""),
                inbox.figures().reports(),
                inbox.figures().answers(),
                inbox.figures().ignored());
    }

    /** {@code disconnect}. */
    @Command(
            name = "disconnect",
            header = "Forgets the secret of an inbox; what was sent through it stays.",
            mixinStandardHelpOptions = true)
    int disconnect(
            @Mixin StoreOptions options,
            @Option(names = "--account", required = true, paramLabel = "N", description = "The account's number.")
                    long account,
            @Parameters(paramLabel = "ID", description = "The inbox's number.") long id) {
        try (Store store = options.open()) {
            AccountId of = new AccountId(account);
            Optional<Inbox> inbox = store.inboxes().find(of, new InboxId(id));
            if (inbox.isEmpty() || !store.inboxes().disconnect(of, new InboxId(id), Instant.now())) {
                spec.commandLine()
                        .getErr()
                        .println("There is no connected inbox " + id + " in account " + account + ".");
                return 1;
            }
            store.auditLog()
                    .append(new AuditEntry(
                            Instant.now(),
                            Optional.of(of),
                            BY,
                            AuditAction.INBOX_DISCONNECTED,
                            inbox.get().address().text(),
                            ""));
        }
        return 0;
    }
}
