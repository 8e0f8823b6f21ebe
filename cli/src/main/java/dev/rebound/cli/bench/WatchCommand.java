package dev.rebound.cli.bench;

import dev.rebound.bench.peer.Dovecot;
import dev.rebound.bench.peer.MissingPeerException;
import dev.rebound.bench.peer.PeerFolder;
import dev.rebound.cli.console.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Watches thousands of inboxes on a Dovecot. */
@Command(
        name = "inboxes",
        description = {
            "Measure what watched inboxes cost, and whether anything is missed.",
            "",
            "A whole installation watches so many inboxes of a Dovecot at loopback, each over a TLS connection of its own"
                    + " that idles. Reports are delivered to some of them; Dovecot is ended, more are delivered, and it is"
                    + " started again. The run fails if a report is missed.",
            "",
            "Nothing outside of folders made for the run is touched."
        },
        descriptionHeading = "%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  REBOUND_JAVA_OPTS=-Xmx160m rebound bench inboxes     2,000 inboxes, with a heap of 160 MB",
            "  rebound bench inboxes --inboxes 200                  fewer",
            "",
            "resident MB  of this process: the server, and what delivers the reports",
            "KB an inbox  what memory grew by when they were connected, heap after a collection, and resident",
            "CPU          of one core while nothing comes",
            "",
            "Needs Debian's package dovecot-imapd, and root."
        })
public final class WatchCommand implements Callable<Integer> {

    private static final int INBOXES_MAX = 7_000;

    private final Console console;

    @Option(names = "--inboxes", paramLabel = "N", description = "How many are watched (default 2000).")
    private int inboxes = 2_000;

    @Option(names = "--reports", paramLabel = "N", description = "Delivered at a time (default 200).")
    private int reports = 200;

    @Option(names = "--steady", paramLabel = "SECONDS", description = "Nothing comes for so long (default 30).")
    private int steadySeconds = 30;

    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            description = "On whose disk mailboxes lie (default: the system's folder for temporary files).")
    private Path folder = Path.of(System.getProperty("java.io.tmpdir"));

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    WatchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (inboxes < 1 || inboxes > INBOXES_MAX || reports < 1 || reports > inboxes) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "1 to 7,000 inboxes, and reports to at most as many.");
        }
        try (PeerFolder peers = PeerFolder.inside(folder)) {
            Dovecot dovecot = Dovecot.start(peers);
            dovecot.trust().forEach(System::setProperty);
            measure(dovecot, peers);
            return CommandLine.ExitCode.OK;
        } catch (MissingPeerException e) {
            console.err().println(e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private void measure(Dovecot dovecot, PeerFolder peers) throws IOException, InterruptedException {
        Map<String, String> settings = Map.of("REBOUND_INBOXES_ALLOW_PRIVATE_ADDRESSES", "true");
        try (SendingInstallation rebound = SendingInstallation.start(peers.subfolder("data"), settings)) {
            WatchedInboxes watched = rebound.inboxes(dovecot);
            Memory bare = Memory.now();
            say("before any: %,d MB resident, %,d MB of heap", bare.residentMegabytes(), bare.heapMegabytes());
            watched.connect(inboxes);
            double connected = watched.awaitAll();
            Memory all = Memory.now();
            say("%,d inboxes were connected within %.1f s", inboxes, connected);
            say("watching them: %,d MB resident, %,d MB of heap", all.residentMegabytes(), all.heapMegabytes());
            say(
                    "an inbox: %.1f KB of heap, %.1f KB resident",
                    (all.heap() - bare.heap()) / 1e3 / inboxes, (all.resident() - bare.resident()) / 1e3 / inboxes);
            steady();
            watched.deliver(reports);
            say("%,d reports were found within %,.0f ms of the last delivery", reports, watched.awaitReports());
            restart(dovecot, watched);
            Memory end = Memory.now();
            say("in the end: %,d MB resident, %,d MB at most", end.residentMegabytes(), end.residentMostMegabytes());
            say("found %,d of %,d reports; none was missed", watched.seen().reports(), watched.delivered());
        }
    }

    private void steady() {
        double before = OwnProcess.cpuMicros();
        LockSupport.parkNanos(Duration.ofSeconds(steadySeconds).toNanos());
        say(
                "CPU while nothing came for %d s: %.1f %% of a core",
                steadySeconds, (OwnProcess.cpuMicros() - before) / 1e4 / steadySeconds);
    }

    private void restart(Dovecot dovecot, WatchedInboxes watched) throws IOException, InterruptedException {
        dovecot.stop();
        watched.deliver(reports);
        dovecot.startAgain();
        double found = watched.awaitReports();
        double back = watched.awaitAll();
        say(
                "Dovecot was away while %,d more came: all found %.1f s after its start, all inboxes back %.1f s later",
                reports, found / 1e3, back);
    }

    private void say(String form, Object... values) {
        PrintStream out = console.out();
        out.printf(Locale.ROOT, form + "%n", values);
        out.flush();
    }
}
