package dev.rebound.cli.ruling;

import dev.rebound.cli.accuracy.TrainCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The commands about the rule set. */
@Command(
        name = "rules",
        description = "Look at the rules that decide, and prove that they keep their promises.",
        descriptionHeading = "%n",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  rebound rules list --reason mailbox_full",
            "  rebound rules show greylisted",
            "  rebound rules test",
            "  rebound rules lint my-rules/      the built-in rules together with those of a folder",
            "  rebound rules list --rules my-rules/"
        },
        subcommands = {LintCommand.class, ListCommand.class, ShowCommand.class, TestCommand.class, TrainCommand.class})
public final class RulesCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "Say what to do: lint, list, show, test or train.");
    }
}
