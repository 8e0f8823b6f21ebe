package dev.rebound.stream.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rebound stream}: the executable of this module, and the main class of the job on a cluster. */
@Command(
        name = "rebound stream",
        description = {
            "Reading, classifying and deciding as a job of Apache Flink, with records in and out of Kafka.",
            "",
            "To try it with nothing else running:",
            "  rebound stream local --broker /tmp/rebound-stream",
            ""
        },
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        subcommands = {
            LocalCommand.class,
            JobCommand.class,
            ReplayCommand.class,
            TopicsCommand.class,
            CommandLine.HelpCommand.class
        })
public final class StreamCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Runs a command; leaves with an exit code only where something was wrong, for a cluster outlives its jobs. */
    public static void main(String[] args) {
        int exit = line().execute(args);
        if (exit != 0) {
            System.exit(exit);
        }
    }

    static CommandLine line() {
        return new CommandLine(new StreamCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler(StreamCommand::explain);
    }

    /** What is wrong with what was asked for is said in a sentence; what is wrong with us, with its trace. */
    private static int explain(Exception failure, CommandLine line, CommandLine.ParseResult ignored) throws Exception {
        if (failure instanceof WrongOptionException) {
            line.getErr().println(failure.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        throw failure;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
