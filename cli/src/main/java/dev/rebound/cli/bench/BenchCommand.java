package dev.rebound.cli.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The commands that measure. */
@Command(
        name = "bench",
        description = "Measure how fast Rebound is on this machine.",
        descriptionHeading = "%n",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  rebound bench reading ~/Maildir",
            "  rebound bench ledger",
            "  rebound bench intake",
            "  rebound bench delivery",
            "  rebound bench queue",
            "  rebound bench inboxes",
            "  rebound bench pages"
        },
        subcommands = {
            ReadingCommand.class,
            LedgerCommand.class,
            IntakeCommand.class,
            DeliveryCommand.class,
            QueueCommand.class,
            WatchCommand.class,
            PagesCommand.class
        })
public final class BenchCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "Say what to measure: reading, ledger, intake, delivery, queue, inboxes or pages.");
    }
}
