package dev.rebound.cli.admin;

import dev.rebound.engine.provider.EventSource;
import dev.rebound.engine.provider.EventSourceDesk;
import dev.rebound.engine.provider.EventSourceDesk.Made;
import dev.rebound.engine.provider.EventSourceDesk.SourceProblem;
import dev.rebound.engine.provider.Provider;
import dev.rebound.engine.time.WorldClock;
import dev.rebound.server.session.SecretToken;
import dev.rebound.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rebound event-sources}. */
@Command(
        name = "event-sources",
        header = "Endpoints where providers that relay our mail tell what became of it; for operators.",
        description = {
            "",
            "An endpoint's address is the server's, followed by /events/ and the path that list shows.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  rebound event-sources list",
            "  rebound event-sources add --provider POSTMARK 'Postmark, newsletters'",
            "  rebound event-sources secret --file key.txt 3"
        },
        mixinStandardHelpOptions = true)
public final class EventSourcesCommand {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    private static EventSourceDesk desk(Store store) {
        return new EventSourceDesk(store.eventSources(), store.auditLog(), WorldClock.system(), SecretToken::create);
    }

    /** {@code list}. */
    @Command(name = "list", header = "All, and what has come of them.", mixinStandardHelpOptions = true)
    int list(
            @Mixin StoreOptions options,
            @Option(names = "--output", defaultValue = "text", description = "${COMPLETION-CANDIDATES}")
                    OutputFormat output) {
        try (Store store = options.open()) {
            Listing listing =
                    new Listing("id", "name", "provider", "path", "has secret", "last call", "proven", "quarantined");
            desk(store)
                    .all()
                    .forEach(source -> listing.add(
                            source.id(),
                            source.name(),
                            source.provider(),
                            source.path(),
                            source.secret().isPresent(),
                            source.figures().lastAt().map(Object::toString).orElse(""),
                            source.figures().proven(),
                            source.figures().quarantined()));
            listing.print(spec.commandLine().getOut(), output);
        }
        return 0;
    }

    /** {@code add}. */
    @Command(
            name = "add",
            header = "Make one; prints its path, and the password if the provider takes one; audited.",
            mixinStandardHelpOptions = true)
    int add(
            @Mixin StoreOptions options,
            @Option(names = "--provider", required = true, description = "${COMPLETION-CANDIDATES}") Provider provider,
            @Parameters(paramLabel = "NAME", description = "For people.") String name) {
        try (Store store = options.open()) {
            return switch (desk(store).create(name, provider, Optional.empty(), BulkRun.BY)) {
                case Made.Refused(SourceProblem problem) -> refuse(problem);
                case Made.Source(EventSource made, Optional<String> password) -> {
                    spec.commandLine().getOut().println("id " + made.id() + "\npath /events/" + made.path());
                    password.ifPresent(text -> spec.commandLine()
                            .getOut()
                            .println("user rebound\npassword " + text + " (shown this once)"));
                    yield 0;
                }
            };
        }
    }

    /** {@code secret}. */
    @Command(
            name = "secret",
            header = "Give one the key that its provider shows, or the ARN of its topic; audited.",
            mixinStandardHelpOptions = true)
    int secret(
            @Mixin StoreOptions options,
            @Option(
                            names = "--file",
                            required = true,
                            description = "With the secret; not on the command line, where" + " others see it.")
                    Path file,
            @Parameters(paramLabel = "ID") long id)
            throws IOException {
        if (!Files.isReadable(file)) {
            return say("There is no file that can be read: " + file, 2);
        }
        try (Store store = options.open()) {
            EventSourceDesk desk = desk(store);
            Optional<EventSource> source = desk.find(id);
            if (source.isEmpty()) {
                return say("There is no such source: " + id, 1);
            }
            return desk.changeSecret(source.get(), Files.readString(file).strip(), BulkRun.BY)
                    .map(this::refuse)
                    .orElse(0);
        }
    }

    /** {@code remove}. */
    @Command(
            name = "remove",
            header = "Remove one; its endpoint is gone at once; audited.",
            mixinStandardHelpOptions = true)
    int remove(@Mixin StoreOptions options, @Parameters(paramLabel = "ID") long id) {
        try (Store store = options.open()) {
            EventSourceDesk desk = desk(store);
            Optional<EventSource> source = desk.find(id);
            source.ifPresent(found -> desk.remove(found, BulkRun.BY));
            return source.isPresent() ? 0 : say("There is no such source: " + id, 1);
        }
    }

    private int refuse(SourceProblem problem) {
        return say(
                switch (problem) {
                    case NAME_FORM -> "Give a name of at most " + EventSource.NAME_LENGTH_MAX + " characters.";
                    case SECRET_FORM ->
                        "That is no secret of this provider: of SES it is the ARN of a topic, else a key without blanks.";
                    case SECRET_IS_OURS -> "This provider takes a password that is made here.";
                    case TOO_MANY -> "There are as many sources as there may be.";
                },
                1);
    }

    private int say(String what, int exit) {
        spec.commandLine().getErr().println(what);
        return exit;
    }
}
