package dev.rebound.cli.bench;

import dev.rebound.bench.history.LongHistory;
import dev.rebound.bench.load.LoadFolder;
import dev.rebound.cli.console.Console;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.account.Membership;
import dev.rebound.engine.account.People.NewPerson;
import dev.rebound.engine.account.Role;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.EmailState;
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
import java.io.OutputStream;
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

    private static final String LOGIN = "bench-operator";
    private static final String PASSWORD = "a-password-for-benchmarks";
    /** Of people who bounced in the first email. */
    private static final int GLOBAL_BOUNCES_MAX = 50_000;

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
            prepare(keep.get(), size);
            measure(keep.get());
        } else {
            try (LoadFolder place = LoadFolder.inside(Optional.empty())) {
                fill(place.path().resolve("data"), size);
                prepare(place.path().resolve("data"), size);
                measure(place.path().resolve("data"));
            }
        }
        return CommandLine.ExitCode.OK;
    }

    private void fill(Path folder, LongHistory.Size size) {
        long began = System.nanoTime();
        try (Store store = Store.open(folder, StoreSettings.standard())) {
            new LongHistory(store, size, done -> console.progress("messages", (int) done, size.messages())).fill();
        }
        console.out()
                .printf(
                        Locale.ROOT,
                        "%,d messages filled in, %,.0f s%n%n",
                        size.messages(),
                        (System.nanoTime() - began) / 1e9);
    }

    /** What the visits need beside the history: a global list, and somebody who may see everything. */
    private static void prepare(Path folder, LongHistory.Size size) {
        try (Store store = Store.open(folder, StoreSettings.standard())) {
            if (store.accounts().all().size() == 1) {
                new LongHistory(store, size, done -> {}).bounceElsewhere(GLOBAL_BOUNCES_MAX);
            }
            if (store.people().find(LOGIN).isEmpty()) {
                Membership owner =
                        new Membership(store.accounts().all().getFirst().id(), Role.OWNER);
                store.people()
                        .create(new NewPerson(
                                LOGIN, "Bench", new Passwords().hash(PASSWORD), true, false, List.of(owner)));
            }
        }
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
            // Earlier visits left drafts in a folder that is kept.
            List<EmailId> emails = ports.emails().page(account, Optional.empty(), 100).stream()
                    .filter(email -> email.state() == EmailState.SENT)
                    .map(email -> email.id())
                    .toList();
            try (PageVisitor visitor = PageVisitor.signedIn(running.httpPort(), LOGIN, PASSWORD)) {
                // Once round without counting: what is measured is a server that has been up for a while.
                new PageTour(visitor, new PrintStream(OutputStream.nullOutputStream()), Math.ceilDiv(visits, 10))
                        .take(ports, account, emails, contacts);
                new PageTour(visitor, console.out(), visits).take(ports, account, emails, contacts);
            }
            questions(ports, account);
        }
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
