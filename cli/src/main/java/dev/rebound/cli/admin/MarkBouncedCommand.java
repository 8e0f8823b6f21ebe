package dev.rebound.cli.admin;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.engine.suppression.EnteringBounces;
import dev.rebound.engine.time.WorldClock;
import dev.rebound.store.Store;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rebound suppressions mark}. */
@Command(
        name = "mark",
        header = "Say that an email to an address bounced, as far as you know; audited.",
        description = {
            "",
            "One more piece of evidence for the latest message to the address, or the one that is named: it counts like a"
                    + " bounce that a server reports. What nothing was sent to cannot bounce; import that.",
            ""
        },
        footer = {
            "",
            "Example:",
            "  rebound suppressions mark --account 1 --reason UNKNOWN_USER --why 'has left' bob@shop.example"
        },
        mixinStandardHelpOptions = true)
final class MarkBouncedCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    @Mixin
    private StoreOptions options = new StoreOptions();

    @Option(names = "--account", required = true, description = "Its id.")
    private long account;

    @Option(names = "--reason", required = true, description = "Of a hard bounce, for example UNKNOWN_USER.")
    private Reason reason = Reason.OTHER;

    @Option(names = "--why", required = true, description = "How it is known; kept as the evidence and audited.")
    private String why = "";

    @Option(names = "--message", paramLabel = "ID", description = "The message that bounced, if not the latest.")
    private Optional<Long> message = Optional.empty();

    @Parameters(paramLabel = "ADDRESS")
    private String address = "";

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        Optional<EmailAddress> read = EmailAddress.parse(address);
        if (read.isEmpty()) {
            err.println("Not an email address: " + address);
            return 2;
        }
        if (!EnteringBounces.reasons().contains(reason)) {
            err.println("Not a reason of a hard bounce: " + reason + ". Take one of " + EnteringBounces.reasons());
            return 2;
        }
        try (Store store = options.open()) {
            EnteringBounces entering = new EnteringBounces(store.ledger(), store.auditLog(), WorldClock.system());
            EnteringBounces.Outcome outcome = entering.enter(new EnteringBounces.Entry(
                    new AccountId(account), read.get().key(), message.map(MessageId::new), reason, BulkRun.BY, why));
            switch (outcome) {
                case DONE -> spec.commandLine().getOut().println("done");
                case NO_MESSAGE ->
                    err.println("Nothing of this account was sent to it. To leave it out: rebound suppressions import");
                case HAS_BOUNCED -> err.println("What was sent to it has hard bounced already.");
                case WHY_MISSING ->
                    err.println("Say how it is known, in at most " + EnteringBounces.WHY_LENGTH_MAX + " characters.");
            }
            spec.commandLine().getOut().flush();
            return outcome == EnteringBounces.Outcome.DONE ? 0 : 1;
        }
    }
}
