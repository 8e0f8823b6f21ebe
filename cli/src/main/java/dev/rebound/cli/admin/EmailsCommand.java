package dev.rebound.cli.admin;

import dev.rebound.cli.Rebound;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.engine.control.Controls;
import dev.rebound.engine.email.EmailDraft;
import dev.rebound.engine.email.EmailFigures;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.MarketingEmail;
import dev.rebound.engine.email.RecipientFilter;
import dev.rebound.engine.email.RecipientRow;
import dev.rebound.engine.email.Sending;
import dev.rebound.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rebound emails}. */
@Command(
        name = "emails",
        header = "Marketing emails and what became of their recipients.",
        footer = {
            "",
            "Examples:",
            "  rebound emails list --account 1",
            "  rebound emails recipients --account 1 --group HARD --output jsonl 7",
            "  rebound emails sample --account 1 --size 1000 7",
            "  rebound emails pause --account 1 7"
        },
        subcommands = {SampleCommand.class, PlanCommand.class, ResendCommand.class},
        mixinStandardHelpOptions = true)
public final class EmailsCommand {

    private static final int PAGE = 1_000;
    /** Who did it, for the audit. */
    private static final String BY = "command line";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    /** {@code list}. */
    @Command(name = "list", header = "All of an account, newest first.", mixinStandardHelpOptions = true)
    int list(
            @Mixin StoreOptions options,
            @Option(names = "--account", required = true, description = "Its id.") long account,
            @Option(names = "--output", defaultValue = "text", description = "${COMPLETION-CANDIDATES}")
                    OutputFormat output) {
        AccountId owner = new AccountId(account);
        Listing listing = new Listing(
                "id", "name", "state", "selected", "sent", "delivered", "hard", "soft", "pending", "not sent");
        try (Store store = options.open()) {
            Optional<EmailId> before = Optional.empty();
            List<MarketingEmail> page;
            do {
                page = store.emails().page(owner, before, PAGE);
                page.forEach(email -> add(listing, email, store.emails().figures(owner, email.id())));
                before = page.isEmpty() ? before : Optional.of(page.getLast().id());
            } while (page.size() == PAGE);
        }
        listing.print(spec.commandLine().getOut(), output);
        return 0;
    }

    private static void add(Listing listing, MarketingEmail email, EmailFigures figures) {
        listing.add(
                email.id(),
                email.content().name(),
                email.state(),
                figures.selected(),
                figures.sent(),
                figures.delivered(),
                figures.hard(),
                figures.soft(),
                figures.pending(),
                figures.notSentInAll());
    }

    /** {@code recipients}. */
    @Command(
            name = "recipients",
            header = "Who got an email, and who did not and why.",
            mixinStandardHelpOptions = true)
    int recipients(
            @Mixin StoreOptions options,
            @Option(names = "--account", required = true, description = "Its id.") long account,
            @Option(names = "--group", defaultValue = "SELECTED", description = "${COMPLETION-CANDIDATES}")
                    RecipientFilter.Group group,
            @Option(names = "--output", defaultValue = "text", description = "${COMPLETION-CANDIDATES}")
                    OutputFormat output,
            @Parameters(paramLabel = "EMAIL", description = "The email's id.") long email) {
        Listing listing = new Listing("recipient", "status", "type", "reason", "rule", "since", "words");
        RecipientFilter filter = new RecipientFilter(group, Optional.empty(), Optional.empty(), "");
        try (Store store = options.open()) {
            Optional<MessageId> after = Optional.empty();
            List<RecipientRow> page;
            do {
                page = store.recipients().page(new AccountId(account), new EmailId(email), filter, after, PAGE);
                page.forEach(row -> add(listing, row));
                after = page.isEmpty() ? after : Optional.of(page.getLast().message());
            } while (page.size() == PAGE);
        }
        listing.print(spec.commandLine().getOut(), output);
        return 0;
    }

    private static void add(Listing listing, RecipientRow row) {
        listing.add(
                row.address().text(),
                row.status(),
                row.verdict().map(verdict -> verdict.type().name()).orElse(""),
                row.verdict()
                        .map(verdict -> verdict.reason().name())
                        .orElseGet(() -> row.notSent().map(Enum::name).orElse("")),
                row.verdict().map(verdict -> verdict.rule().value()).orElse(""),
                row.since(),
                row.words());
    }

    /** {@code pause}. */
    @Command(
            name = "pause",
            header = "Nothing of an email goes out until it is resumed.",
            mixinStandardHelpOptions = true)
    int pause(@Mixin StoreOptions options, @Mixin OneEmail email) {
        return change(options, email, Controls::pause, "it is not being sent, or is held already");
    }

    /** {@code resume}. */
    @Command(name = "resume", header = "Go on after a pause.", mixinStandardHelpOptions = true)
    int resume(@Mixin StoreOptions options, @Mixin OneEmail email) {
        return change(options, email, Controls::resume, "it is not paused");
    }

    /** {@code cancel}. */
    @Command(
            name = "cancel",
            header = "Whoever has not got an email will not; for good.",
            mixinStandardHelpOptions = true)
    int cancel(@Mixin StoreOptions options, @Mixin OneEmail email) {
        return change(options, email, Controls::cancel, "it is not being sent, or is cancelled already");
    }

    /** {@code rest}. */
    @Command(
            name = "rest",
            header = "Send to the rest, whatever became of the sample.",
            mixinStandardHelpOptions = true)
    int rest(@Mixin StoreOptions options, @Mixin OneEmail email) {
        return change(options, email, Controls::sendRest, "it has no sample under way");
    }

    /** {@code unschedule}. */
    @Command(name = "unschedule", header = "Make a scheduled email a draft again.", mixinStandardHelpOptions = true)
    int unschedule(@Mixin StoreOptions options, @Mixin OneEmail email) {
        return change(options, email, Controls::unschedule, "it is not scheduled");
    }

    /** {@code try-for}. */
    @Command(
            name = "try-for",
            header = "Say how long messages of a draft are tried; less than the installation allows.",
            mixinStandardHelpOptions = true)
    int tryFor(
            @Mixin StoreOptions options,
            @Mixin OneEmail email,
            @Option(names = "--minutes", description = "5 to 4320. Without it: as long as any other email.")
                    Optional<Integer> minutes) {
        Optional<Duration> asked = minutes.map(Duration::ofMinutes);
        if (asked.filter(length -> !EmailDraft.isPossible(length)).isPresent()) {
            throw new ParameterException(spec.commandLine(), "--minutes: must be 5 to 4320");
        }
        try (Store store = options.open()) {
            Sending sending = StoreControls.sending(store);
            boolean changed = store.emails()
                    .find(email.account(), email.id())
                    .map(found -> new EmailDraft(found.content(), found.selection(), asked))
                    .filter(draft -> sending.update(email.account(), email.id(), draft, BY))
                    .isPresent();
            if (!changed) {
                spec.commandLine().getErr().println("nothing changed: there is no such draft");
                return Rebound.EXIT_FAILED;
            }
            return 0;
        }
    }

    /** {@code schedule}. */
    @Command(name = "schedule", header = "Send a draft at a set time.", mixinStandardHelpOptions = true)
    int schedule(
            @Mixin StoreOptions options,
            @Mixin OneEmail email,
            @Option(names = "--at", required = true, description = "For example 2026-11-24T09:00:00Z.") Instant at) {
        return change(
                options,
                email,
                (controls, account, id, by) ->
                        controls.schedule(account, id, at, by).isEmpty(),
                "it is no draft, or has no content yet");
    }

    /** What is done to one email. */
    private interface Change {
        boolean on(Controls controls, AccountId account, EmailId email, String by);
    }

    /** Marks what is wanted; the next server that runs on the folder does what takes time. */
    private int change(StoreOptions options, OneEmail email, Change change, String whyNot) {
        try (Store store = options.open()) {
            Controls controls = StoreControls.of(store);
            if (!change.on(controls, email.account(), email.id(), BY)) {
                spec.commandLine().getErr().println("nothing changed: " + whyNot);
                return Rebound.EXIT_FAILED;
            }
            return 0;
        }
    }
}
