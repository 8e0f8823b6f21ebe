package dev.rebound.cli.bench;

import dev.rebound.bench.history.LongHistory;
import dev.rebound.bench.load.LoadFolder;
import dev.rebound.cli.console.Console;
import dev.rebound.core.address.AddressKey;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.account.Membership;
import dev.rebound.engine.account.People.NewPerson;
import dev.rebound.engine.account.Role;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.Selection;
import dev.rebound.engine.reclassify.Reclassification;
import dev.rebound.engine.reclassify.Reclassifying;
import dev.rebound.server.Ports;
import dev.rebound.server.boot.Installation;
import dev.rebound.server.config.Configuration;
import dev.rebound.server.session.Passwords;
import dev.rebound.store.Store;
import dev.rebound.store.StoreSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Opens the pages of an installation with a long history, and asks it the questions that look at all of it. */
@Command(
        name = "pages",
        description = {
            "Measure what pages take after years of sending.",
            "",
            "A data folder is filled with contacts, a marketing email a week to all of them, and what became of every"
                    + " message. Then a whole installation opens it, and somebody signed in opens its pages one after"
                    + " the other. At last it is asked who of all contacts may be sent to, and what the rules make of"
                    + " all bounces."
        },
        descriptionHeading = "%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  rebound bench pages                                                ten million messages, half an hour",
            "  rebound bench pages --keep /tmp/long                               the same, to be used again",
            "  rebound bench pages --messages 100000 --contacts 10000 --bounces 5000",
            "",
            "Ten million messages take about 12 GB of disk."
        })
public final class PagesCommand implements Callable<Integer> {

    private static final String LOGIN = "bench";
    private static final String PASSWORD = "a-password-for-benchmarks";
    private static final int PRIME = 7_919;
    /** Visits before any is timed. */
    private static final int WARM_UP = 20;

    private static final int FEW_VISITS = 5;

    private final Console console;

    @Option(names = "--messages", paramLabel = "N", description = "A multiple of the contacts (default 10000000).")
    private int messages = 10_000_000;

    @Option(names = "--contacts", paramLabel = "N", description = "Default 1000000.")
    private int contacts = 1_000_000;

    @Option(names = "--bounces", paramLabel = "N", description = "Of different contacts (default 200000).")
    private int bounces = 200_000;

    @Option(names = "--visits", paramLabel = "N", description = "Of each page (default 200).")
    private int visits = 200;

    @Option(
            names = "--keep",
            paramLabel = "FOLDER",
            description = "A data folder to fill, if it is not there, and to leave (default: one that is removed).")
    private Optional<Path> keep = Optional.empty();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    PagesCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        LongHistory.Size size;
        try {
            size = new LongHistory.Size(messages, contacts, bounces);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
        if (keep.isPresent()) {
            if (!Files.exists(keep.get())) {
                fill(keep.get(), size);
            }
            measure(keep.get());
        } else {
            try (LoadFolder place = LoadFolder.inside(Optional.empty())) {
                fill(place.path().resolve("data"), size);
                measure(place.path().resolve("data"));
            }
        }
        return CommandLine.ExitCode.OK;
    }

    private void fill(Path folder, LongHistory.Size size) {
        long began = System.nanoTime();
        try (Store store = Store.open(folder, StoreSettings.standard())) {
            LongHistory.Filled filled = new LongHistory(
                            store, size, done -> console.progress("messages", (int) done, size.messages()))
                    .fill();
            Membership owner = new Membership(filled.account(), Role.OWNER);
            store.people()
                    .create(new NewPerson(
                            LOGIN, "Bench", new Passwords().hash(PASSWORD), false, false, List.of(owner)));
        }
        console.out()
                .printf(
                        Locale.ROOT,
                        "%,d messages filled in, %,.0f s%n%n",
                        size.messages(),
                        (System.nanoTime() - began) / 1e9);
    }

    private void measure(Path folder) throws IOException, InterruptedException {
        Configuration configuration = Configuration.read(
                Optional.empty(),
                Map.of(
                        "REBOUND_DATA_FOLDER", folder.toString(),
                        "REBOUND_HTTP_PORT", "0",
                        "REBOUND_INTAKE_PORT", "0"));
        try (Installation installation = Installation.open(configuration)) {
            Installation.Running running = installation.start(configuration.delivery());
            Ports ports = running.ports();
            AccountId account = ports.accounts().all().getFirst().id();
            List<EmailId> emails = ports.emails().page(account, Optional.empty(), 100).stream()
                    .map(email -> email.id())
                    .toList();
            try (PageVisitor visitor = PageVisitor.signedIn(running.httpPort(), LOGIN, PASSWORD)) {
                pages(visitor, ports, account, emails);
            }
            questions(ports, account);
        }
    }

    private void pages(PageVisitor visitor, Ports ports, AccountId account, List<EmailId> emails)
            throws IOException, InterruptedException {
        String own = "/a/" + account;
        IntFunction<String> email = i -> own + "/emails/" + emails.get(i % emails.size());
        console.out().printf(Locale.ROOT, "%-36s %9s %9s %9s%n", "page, in ms", "median", "95 %", "most");
        time(visitor, "recipients, sent", i -> email.apply(i) + "/recipients");
        time(visitor, "recipients, hard bounced", i -> email.apply(i) + "/recipients?group=HARD");
        time(visitor, "recipients, searched", i -> email.apply(i) + "/recipients?group=HARD&search=person" + some(i));
        time(visitor, "contact", i -> own + "/contacts/" + contactOf(ports, account, i));
        time(visitor, "suppressions", i -> own + "/suppressions");
        time(visitor, "suppressions, searched", i -> own + "/suppressions?search=person" + some(i));
        // It looks at every event of an email, so it is not asked for often.
        PageVisitor.Times performance = visitor.visit(FEW_VISITS, 1, i -> email.apply(i) + "/performance");
        print("performance", performance);
    }

    /** The number of a contact, a different one each time. */
    private long some(int i) {
        return 1 + (long) i * PRIME % contacts;
    }

    private String contactOf(Ports ports, AccountId account, int i) {
        AddressKey address = new AddressKey(LongHistory.addressOf(some(i)));
        return ports.contacts()
                .findByAddress(account, address)
                .orElseThrow()
                .contact()
                .id()
                .toString();
    }

    private void time(PageVisitor visitor, String what, IntFunction<String> paths)
            throws IOException, InterruptedException {
        print(what, visitor.visit(visits, WARM_UP, paths));
    }

    private void print(String what, PageVisitor.Times times) {
        PrintStream out = console.out();
        out.printf(Locale.ROOT, "%-36s %9.1f %9.1f %9.1f%n", what, times.median(), times.most95(), times.most());
        out.flush();
    }

    private void questions(Ports ports, AccountId account) {
        PrintStream out = console.out();
        for (int i = 0; i < 3; i++) {
            long began = System.nanoTime();
            ports.emails().preview(account, new Selection.Everybody(), Instant.now());
            out.printf(
                    Locale.ROOT,
                    "who may be sent to, of all contacts   %,9.0f ms%n",
                    (System.nanoTime() - began) / 1e6);
        }
        Reclassifying reclassifying = ports.reclassifying();
        long began = System.nanoTime();
        Reclassification run = reclassifying.tryOut(LOGIN).orElseThrow();
        while (run.state() == Reclassification.State.RUNNING) {
            LockSupport.parkNanos(50_000_000);
            run = reclassifying.find(run.id()).orElseThrow();
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        out.printf(
                Locale.ROOT,
                "dry run over all bounces   %,9.1f s for %,d (%,.0f a second), %,d judged differently%n",
                seconds,
                run.progress().looked(),
                run.progress().looked() / seconds,
                run.progress().outcome().changedInAll());
        out.flush();
    }
}
