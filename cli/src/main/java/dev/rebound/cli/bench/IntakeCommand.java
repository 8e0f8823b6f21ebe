package dev.rebound.cli.bench;

import dev.rebound.bench.intake.IntakeLoad;
import dev.rebound.bench.load.LoadFolder;
import dev.rebound.cli.console.Console;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sends reports for a while, in turns to Rebound and to Postfix, and says how many a second were taken. */
@Command(
        name = "intake",
        description = {
            "Measure how many reports of 4 KB a second are taken over SMTP and answered 250 once durable, beside Postfix.",
            "",
            "The same sender in this process sends to both, in turns. Rebound reads, judges and records every report;"
                    + " Postfix, started in a folder of its own, puts it into its queue, on hold, and does nothing"
                    + " more with it. Without Debian's package postfix, or not as root, Rebound is measured alone."
        },
        descriptionHeading = "%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%n",
        footer = {
            "reports/s   by the clock, median (least to most) of the rounds",
            "cpu us      microseconds of CPU a report in this process: of the sender, and of Rebound in its turn",
            "of postfix  reports/s over Postfix's in the same round",
        })
public final class IntakeCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private LoadOptions options = new LoadOptions();

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "64",
            description = "At a time, at most " + IntakeLoad.Plan.CONNECTIONS_MAX + " (default 64).")
    private int connections = 64;

    @Option(
            names = "--reports",
            paramLabel = "N",
            defaultValue = "20000",
            description = "To each in a round (default 20000).")
    private int reports = 20_000;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    IntakeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        boolean possible = connections >= 1 && connections <= IntakeLoad.Plan.CONNECTIONS_MAX && reports >= connections;
        if (options.rounds() < 1 || !possible) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "At least one round, 1 to " + IntakeLoad.Plan.CONNECTIONS_MAX
                            + " connections, and a report for each.");
        }
        try (LoadFolder place = options.place()) {
            IntakeLoad.Plan plan = new IntakeLoad.Plan(place.path(), connections, reports, options.rounds());
            IntakeLoad.Outcome outcome =
                    new IntakeLoad(plan).run(round -> console.progress("round", round, options.rounds()));
            outcome.withoutPeer().ifPresent(why -> console.err().println("Without Postfix: " + why + "."));
            String peer = outcome.withoutPeer().isPresent() ? "rebound" : "postfix";
            RateLines.print(console.out(), options.form(), "reports", peer, outcome.rates());
            if (outcome.quarantined() > 0 || !outcome.verification().agrees()) {
                console.err()
                        .println(outcome.quarantined() + " reports were quarantined, and the ledger "
                                + (outcome.verification().agrees() ? "verifies." : "does not verify."));
                return CommandLine.ExitCode.SOFTWARE;
            }
            return CommandLine.ExitCode.OK;
        }
    }
}
