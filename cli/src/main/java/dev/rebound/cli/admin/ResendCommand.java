package dev.rebound.cli.admin;

import dev.rebound.cli.Rebound;
import dev.rebound.engine.email.EmailContent;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.EmailState;
import dev.rebound.engine.email.MarketingEmail;
import dev.rebound.engine.email.Selection;
import dev.rebound.store.Store;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rebound emails resend}. */
@Command(
        name = "resend",
        header = "Make a draft for those to whom an email soft bounced.",
        description = {
            "The draft has the same content. Who soft bounced is looked up when it is sent, and whoever may not be sent",
            "to by then is left out. Its id is printed; have it sent at a time of your choice:",
            "",
            "  rebound emails schedule --account 1 8 2026-12-01T09:00:00Z",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  rebound emails resend --account 1 7",
            "  rebound emails resend --account 1 --name 'Spring, second try' 7"
        },
        mixinStandardHelpOptions = true)
final class ResendCommand implements Callable<Integer> {

    private static final String BY = "command line";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    @Mixin
    private StoreOptions options = new StoreOptions();

    @Mixin
    private OneEmail email = new OneEmail();

    @Option(names = "--name", description = "Of the draft (default: that of the email).")
    private @Nullable String name;

    @Override
    public Integer call() {
        String given = name;
        if (given != null && (given.isBlank() || given.length() > EmailContent.LINE_LENGTH_MAX)) {
            throw new ParameterException(
                    spec.commandLine(), "--name: must have 1 to " + EmailContent.LINE_LENGTH_MAX + " characters");
        }
        try (Store store = options.open()) {
            Optional<EmailId> draft = store.emails()
                    .find(email.account(), email.id())
                    .filter(found -> found.state() != EmailState.SUBMITTED)
                    .flatMap(found -> draftLike(
                            store, found, given == null ? found.content().name() : given));
            if (draft.isEmpty()) {
                spec.commandLine().getErr().println("nothing changed: the account has no such email");
                return Rebound.EXIT_FAILED;
            }
            spec.commandLine().getOut().println(draft.get());
            return 0;
        }
    }

    private Optional<EmailId> draftLike(Store store, MarketingEmail original, String named) {
        return StoreControls.sending(store)
                .cloneOf(email.account(), original.id(), named, new Selection.SoftBouncedOf(original.id()), BY);
    }
}
