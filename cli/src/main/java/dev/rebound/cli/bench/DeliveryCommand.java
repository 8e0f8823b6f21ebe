package dev.rebound.cli.bench;

import dev.rebound.bench.peer.MissingPeerException;
import dev.rebound.bench.peer.PeerFolder;
import dev.rebound.cli.console.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Delivers an email end to end, in turns with Postfix and with {@code smtp-source}, and says how fast each was. */
@Command(
        name = "delivery",
        description = {
            "Measure delivery end to end, beside Postfix and beside the wire's limit.",
            "",
            "In every round each of them in turn hands the same number of messages to the same smtp-sink:",
            "  rebound      a whole installation, from the order to send until the last message is recorded; every"
                    + " commit is synced",
            "  postfix      Debian's Postfix with its usual settings, as a relay: smtp-source hands the messages in,"
                    + " and the turn ends when its queue is empty",
            "  smtp-source  straight to the sink, 32 sessions, nothing kept: what the wire and the sink allow",
            "",
            "Ratios are of two turns of the same round, so they hold on a machine that others use, where the figures"
                    + " themselves do not. Nothing outside of folders made for the run is touched: the Postfix that is"
                    + " started has its own configuration and queue, and all ports are free ones of loopback."
        },
        descriptionHeading = "%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  rebound bench delivery                        three rounds of 10,000 messages of 10 KB",
            "  rebound bench delivery --folder /var/spool    with everybody's queue on that disk",
            "  rebound bench delivery --without-postfix      as another user than root",
            "  rebound bench delivery --output jsonl         a JSON object for each of them",
            "",
            "messages/s     by the clock; all figures are median (least to most) of the rounds",
            "rebound is     how many times as fast Rebound was in the same round",
            "cpu us         microseconds of CPU for one message, without the sink, and without who hands messages in",
            "rebound takes  how many times the other's CPU Rebound took in the same round",
            "",
            "Needs Debian's package postfix, which has smtp-source and smtp-sink too."
        })
public final class DeliveryCommand implements Callable<Integer> {

    private static final int MESSAGES_MAX = 1_000_000;
    private static final int OCTETS_MIN = 1_000;
    private static final int OCTETS_MAX = 1_000_000;

    private final Console console;

    @Option(names = "--rounds", paramLabel = "N", description = "How many (default 3).")
    private int rounds = 3;

    @Option(names = "--messages", paramLabel = "N", description = "Messages in a turn (default 10000).")
    private int messages = 10_000;

    @Option(names = "--octets", paramLabel = "N", description = "Size of a message (default 10000).")
    private int octets = 10_000;

    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            description = "On whose disk all queues lie (default: the system's folder for temporary files).")
    private Path folder = Path.of(System.getProperty("java.io.tmpdir"));

    @Option(names = "--without-postfix", description = "Leave Postfix out, which only root can start.")
    private boolean withoutPostfix;

    @Option(
            names = "--output",
            paramLabel = "FORM",
            defaultValue = "text",
            description = "text for people (default), jsonl for programs.")
    private ReadingCommand.Form form = ReadingCommand.Form.TEXT;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    DeliveryCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (rounds < 1 || messages < 1 || messages > MESSAGES_MAX) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "At least one round, and 1 to 1,000,000 messages.");
        }
        if (octets < OCTETS_MIN || octets > OCTETS_MAX) {
            throw new CommandLine.ParameterException(spec.commandLine(), "Messages have 1,000 to 1,000,000 octets.");
        }
        DeliveryRun.Plan plan = new DeliveryRun.Plan(folder, rounds, messages, octets, !withoutPostfix);
        try (PeerFolder peers = PeerFolder.inside(folder)) {
            List<Map<DeliveryRun.Who, DeliveryRun.Turn>> measured = new DeliveryRun(plan, peers).run(this::progress);
            switch (form) {
                case TEXT -> DeliveryTable.print(console.out(), plan, measured);
                case JSONL -> DeliveryTable.json(measured).forEach(console.out()::println);
            }
            return CommandLine.ExitCode.OK;
        } catch (MissingPeerException e) {
            console.err().println(e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private void progress() {
        if (console.errIsTerminal()) {
            console.err().print(".");
        }
    }
}
