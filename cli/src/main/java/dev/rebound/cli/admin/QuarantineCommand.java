package dev.rebound.cli.admin;

import dev.rebound.cli.Rebound;
import dev.rebound.cli.console.Console;
import dev.rebound.cli.text.Printable;
import dev.rebound.engine.intake.Quarantine;
import dev.rebound.engine.intake.Quarantine.QuarantineFilter;
import dev.rebound.engine.intake.Quarantine.QuarantinedMail;
import dev.rebound.engine.intake.ReturnedMail;
import dev.rebound.store.Store;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rebound quarantine}. */
@Command(
        name = "quarantine",
        header = "Returned mail that proved nothing and changed nothing; for operators.",
        description = {
            "A report acts only if it comes to one of our signed return paths and is about the message that was sent",
            "with it. The rest is kept here, each content once, for as long as intake.quarantine-kept-for says. It is",
            "hostile until shown otherwise: show makes it safe for a terminal, raw does not.",
            "",
            "Why: NO_SUCH_MESSAGE (the return path names a message that does not exist), OTHER_RECIPIENT (the report",
            "is about somebody else), EXPIRED_TOKEN (the return path is too old), NO_TOKEN (it came to the postmaster).",
            "",
            "Grade: PLAUSIBLE (it quotes the Message-ID of a message we sent to the address it names) or UNPROVEN."
        },
        footer = {
            "",
            "Examples:",
            "  rebound quarantine counts",
            "  rebound quarantine list --why EXPIRED_TOKEN --search shop.example",
            "  rebound quarantine list --peer 192.0.2.7 --output jsonl",
            "  rebound quarantine show 12",
            "  rebound quarantine raw 12 | rebound explain -"
        },
        mixinStandardHelpOptions = true)
public final class QuarantineCommand {

    private static final int PAGE = 1_000;
    /** How much of a message is shown, in octets, as on the page. */
    private static final int SHOWN_OCTETS_MAX = 64 * 1024;

    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    QuarantineCommand(Console console) {
        this.console = console;
    }

    /** {@code list}. */
    @Command(name = "list", header = "Newest first; all that is given must fit.", mixinStandardHelpOptions = true)
    int list(
            @Mixin StoreOptions options,
            @Mixin QuarantineChoice choice,
            @Option(names = "--output", defaultValue = "text", description = "${COMPLETION-CANDIDATES}")
                    OutputFormat output) {
        QuarantineFilter filter = choice.filter();
        Listing listing = new Listing("id", "received", "why", "grade", "peer", "envelope from", "octets");
        try (Store store = options.open()) {
            Optional<Long> before = Optional.empty();
            List<QuarantinedMail> page;
            do {
                page = store.quarantine().page(filter, before, PAGE);
                page.forEach(mail -> listing.add(
                        mail.id(),
                        mail.receivedAt(),
                        mail.why(),
                        mail.grade(),
                        mail.peer(),
                        mail.envelopeFrom(),
                        mail.sizeOctets()));
                before = page.isEmpty() ? before : Optional.of(page.getLast().id());
            } while (page.size() == PAGE);
        }
        listing.print(spec.commandLine().getOut(), output);
        return 0;
    }

    /** {@code counts}. */
    @Command(
            name = "counts",
            header = "How much there is of each reason, and who sent most of it.",
            mixinStandardHelpOptions = true)
    int counts(
            @Mixin StoreOptions options,
            @Option(
                            names = "--peers",
                            defaultValue = "8",
                            description = "So many senders at most (default: ${DEFAULT-VALUE}).")
                    int peers,
            @Option(names = "--output", defaultValue = "text", description = "${COMPLETION-CANDIDATES}")
                    OutputFormat output) {
        Listing listing = new Listing("by", "value", "messages", "last");
        try (Store store = options.open()) {
            Quarantine quarantine = store.quarantine();
            quarantine.countsByReason().forEach((why, messages) -> listing.add("why", why, messages, ""));
            quarantine.countsByGrade().forEach((grade, messages) -> listing.add("grade", grade, messages, ""));
            quarantine
                    .countsByPeer(Math.max(0, peers))
                    .forEach(peer -> listing.add("peer", peer.peer(), peer.messages(), peer.last()));
        }
        listing.print(spec.commandLine().getOut(), output);
        return 0;
    }

    /** {@code show}. */
    @Command(
            name = "show",
            header = "One message: where it came from, and its first 64 KiB, safe for a terminal.",
            mixinStandardHelpOptions = true)
    int show(@Mixin StoreOptions options, @Parameters(paramLabel = "ID", description = "As list says.") long id) {
        return with(options, id, this::print);
    }

    private void print(ReturnedMail mail) {
        byte[] content = mail.content();
        int shown = Math.min(content.length, SHOWN_OCTETS_MAX);
        PrintStream out = console.out();
        out.println("received   " + mail.receivedAt());
        out.println("from       " + mail.peer());
        out.println("MAIL FROM  <" + Printable.of(mail.envelopeFrom()) + ">");
        mail.envelopeRecipients().forEach(recipient -> out.println("RCPT TO    <" + Printable.of(recipient) + ">"));
        out.println("octets     " + content.length);
        out.println();
        out.println(new String(content, 0, shown, StandardCharsets.UTF_8)
                .lines()
                .map(Printable::of)
                .collect(Collectors.joining("\n")));
        if (shown < content.length) {
            out.println("... " + (content.length - shown) + " octets more: rebound quarantine raw");
        }
    }

    /** {@code raw}. */
    @Command(
            name = "raw",
            header = "One message as it came, to a file or a program.",
            description = "Not to a terminal: whoever sent it may have meant to steer that.",
            mixinStandardHelpOptions = true)
    int raw(@Mixin StoreOptions options, @Parameters(paramLabel = "ID", description = "As list says.") long id) {
        return with(options, id, mail -> console.out().writeBytes(mail.content()));
    }

    /** What is done with one message. */
    private interface Use {
        void of(ReturnedMail mail);
    }

    private int with(StoreOptions options, long id, Use use) {
        try (Store store = options.open()) {
            Optional<ReturnedMail> mail = store.quarantine().find(id);
            if (mail.isEmpty()) {
                spec.commandLine().getErr().println("there is no message " + id + " in quarantine");
                return Rebound.EXIT_FAILED;
            }
            use.of(mail.get());
            console.out().flush();
            return 0;
        }
    }
}
