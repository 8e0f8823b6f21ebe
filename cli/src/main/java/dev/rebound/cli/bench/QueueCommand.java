package dev.rebound.cli.bench;

import dev.rebound.bench.peer.MissingPeerException;
import dev.rebound.bench.peer.PeerFolder;
import dev.rebound.bench.peer.SmtpSink;
import dev.rebound.cli.console.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Sends from a short queue and from a long one, and beside destinations that never answer. */
@Command(
        name = "queue",
        description = {
            "Measure what a long queue and silent destinations cost.",
            "",
            "First a queue of 10,000 messages and then a long one, each of one email to 100 domains, is filled and"
                    + " sent to an smtp-sink by a whole installation: how long it takes to find what is due, to make the"
                    + " first delivery after a start, and how many follow a second. While the email goes out, another"
                    + " account sends emails to one person each.",
            "Then 1,000 destinations get mail, once alone and once beside 9,000 that take connections and never say a"
                    + " word.",
            "",
            "Nothing outside of folders made for the run is touched. A million messages take about 2 GB of disk and"
                    + " some minutes to fill in."
        },
        descriptionHeading = "%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  REBOUND_JAVA_OPTS=-Xmx512m rebound bench queue     a million messages, with a heap of 512 MB",
            "  rebound bench queue --messages 100000              a shorter long queue",
            "  rebound bench queue --silent 900 --answering 100   fewer destinations",
            "",
            "find us     to find every flow that has something due",
            "claim us    to claim 100 messages of a flow, committed and synced",
            "start s     from the start until the first delivery is recorded",
            "messages/s  deliveries recorded, over 8,000 of them",
            "cpu us      microseconds of CPU for one of them",
            "one-to-one  an email to one person meanwhile: from the order to the record, median (most) of 10",
            "heap MB     left after a collection in the middle of it",
            "",
            "Needs smtp-sink, from Debian's package postfix."
        })
public final class QueueCommand implements Callable<Integer> {

    private static final int SHORT = 10_000;
    private static final int PACED = 8_000;
    private static final int MESSAGES_MAX = 10_000_000;
    private static final int DESTINATIONS_MAX = 20_000;
    private static final int MESSAGES_EACH = 10;

    private final Console console;

    @Option(names = "--messages", paramLabel = "N", description = "In the long queue (default 1000000).")
    private int messages = 1_000_000;

    @Option(names = "--answering", paramLabel = "N", description = "Destinations that answer (default 1000).")
    private int answering = 1_000;

    @Option(
            names = "--silent",
            paramLabel = "N",
            description = "Destinations that do not (default 9000); 0 leaves this part out.")
    private int silent = 9_000;

    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            description = "On whose disk the queue lies (default: the system's folder for temporary files).")
    private Path folder = Path.of(System.getProperty("java.io.tmpdir"));

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    QueueCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (messages < SHORT || messages > MESSAGES_MAX) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "The long queue has 10,000 to 10,000,000 messages.");
        }
        if (answering < 1 || silent < 0 || answering > DESTINATIONS_MAX || silent > DESTINATIONS_MAX) {
            throw new CommandLine.ParameterException(spec.commandLine(), "At most 20,000 destinations of each kind.");
        }
        try (PeerFolder peers = PeerFolder.inside(folder)) {
            SmtpSink sink = SmtpSink.start(peers);
            lengths(sink);
            if (silent > 0) {
                silence(sink);
            }
            return CommandLine.ExitCode.OK;
        } catch (MissingPeerException e) {
            console.err().println(e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private void lengths(SmtpSink sink) throws IOException {
        PrintStream out = console.out();
        new QueueLength(folder, sink, SHORT, PACED).measure();
        out.printf(Locale.ROOT, "heap of %,d MB at most%n%n", OwnProcess.heapMaxMegabytes());
        out.printf(
                "%12s %9s %9s %8s %11s %8s %16s %8s%n",
                "queued", "find us", "claim us", "start s", "messages/s", "cpu us", "one-to-one ms", "heap MB");
        QueueLength.Found few = new QueueLength(folder, sink, SHORT, PACED).measure();
        print(out, few);
        QueueLength.Found many = new QueueLength(folder, sink, messages, PACED).measure();
        print(out, many);
        out.printf(
                Locale.ROOT,
                "%nlong against short: %.2f of the messages/s, %.2f of the CPU a message, %.1f times as long to find"
                        + " what is due%n",
                many.perSecond() / few.perSecond(),
                many.cpuMicros() / few.cpuMicros(),
                many.findMicros() / few.findMicros());
        out.flush();
    }

    private static void print(PrintStream out, QueueLength.Found found) {
        out.printf(
                Locale.ROOT,
                "%,12d %,9.0f %,9.0f %8.2f %,11.0f %,8.0f %,7.0f (%,6.0f) %,8d%n",
                found.messages(),
                found.findMicros(),
                found.claimMicros(),
                found.startSeconds(),
                found.perSecond(),
                found.cpuMicros(),
                found.oneToOneMillis().getFirst(),
                found.oneToOneMillis().getLast(),
                found.heapMegabytes());
        out.flush();
    }

    private void silence(SmtpSink sink) throws IOException {
        SilentDestinations.Size size = new SilentDestinations.Size(answering, silent, MESSAGES_EACH);
        SilentDestinations.Found found = new SilentDestinations(folder, sink.port(), size).measure();
        console.out()
                .printf(
                        Locale.ROOT,
                        "%n%,d destinations, %d messages each: %,.0f messages/s alone, %,.0f beside %,d that never"
                                + " answer (%.2f)%n",
                        answering,
                        MESSAGES_EACH,
                        found.alone(),
                        found.beside(),
                        silent,
                        found.beside() / found.alone());
    }
}
