package dev.rebound.cli;

import dev.rebound.cli.accuracy.AccuracyCommand;
import dev.rebound.cli.admin.AccountsCommand;
import dev.rebound.cli.admin.DomainsCommand;
import dev.rebound.cli.admin.EmailsCommand;
import dev.rebound.cli.admin.EventSourcesCommand;
import dev.rebound.cli.admin.GlobalCommand;
import dev.rebound.cli.admin.GuardCommand;
import dev.rebound.cli.admin.InboxesCommand;
import dev.rebound.cli.admin.MigrateStoreCommand;
import dev.rebound.cli.admin.NodesCommand;
import dev.rebound.cli.admin.PeopleCommand;
import dev.rebound.cli.admin.QuarantineCommand;
import dev.rebound.cli.admin.QueueCommand;
import dev.rebound.cli.admin.ReclassifyCommand;
import dev.rebound.cli.admin.SuppressionsCommand;
import dev.rebound.cli.admin.VerifyCommand;
import dev.rebound.cli.admin.WarmUpCommand;
import dev.rebound.cli.bench.BenchCommand;
import dev.rebound.cli.console.Console;
import dev.rebound.cli.explaining.ExplainCommand;
import dev.rebound.cli.exporting.ExportEvidenceCommand;
import dev.rebound.cli.reading.ClassifyCommand;
import dev.rebound.cli.ruling.RulesCommand;
import dev.rebound.cli.serve.DemoCommand;
import dev.rebound.cli.serve.ServeCommand;
import java.io.PrintWriter;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The executable. To add a command, write its class (with a constructor that takes a {@link Console},
 * if it reads or prints) and name it in {@code subcommands}.
 */
@Command(
        name = "rebound",
        description = {
            "Sends email, reads what comes back, says why, and protects the sender.",
            "",
            "Commands that only read need no set-up: try",
            "  rebound explain '550 5.1.1 <kim@dept.example>: User unknown'",
            ""
        },
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        versionProvider = Rebound.Version.class,
        subcommands = {
            DemoCommand.class, //
            ServeCommand.class,
            ClassifyCommand.class,
            ExplainCommand.class,
            RulesCommand.class,
            AccuracyCommand.class,
            AccountsCommand.class,
            PeopleCommand.class,
            EmailsCommand.class,
            QueueCommand.class,
            GuardCommand.class,
            InboxesCommand.class,
            EventSourcesCommand.class,
            WarmUpCommand.class,
            NodesCommand.class,
            SuppressionsCommand.class,
            GlobalCommand.class,
            QuarantineCommand.class,
            DomainsCommand.class,
            ReclassifyCommand.class,
            MigrateStoreCommand.class,
            VerifyCommand.class,
            ExportEvidenceCommand.class,
            BenchCommand.class,
            CommandLine.HelpCommand.class
        },
        footer = {
            "",
            "rebound COMMAND --help explains a command, with examples.",
            "From a checkout there is also ./rebound stream: the same decisions as a job on Kafka and Flink."
        })
public final class Rebound implements Runnable {

    /** Wrong usage: unknown option, missing argument. */
    public static final int EXIT_USAGE = CommandLine.ExitCode.USAGE;

    /** The command was understood and something it worked on was wrong. */
    public static final int EXIT_FAILED = 1;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Runs a command and leaves with its exit code. */
    public static void main(String[] args) {
        Console console = Console.ofProcess();
        int exit = run(console, args);
        console.out().flush();
        System.exit(exit);
    }

    /** Runs a command in this process; the exit code. */
    public static int run(Console console, String... args) {
        CommandLine line = new CommandLine(new Rebound(), new Factory(console));
        line.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(true);
        line.setExecutionExceptionHandler(new PlainErrors());
        int exit = line.execute(args);
        console.out().flush();
        return exit;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** Makes commands, with the console if they ask for it. */
    private record Factory(Console console) implements CommandLine.IFactory {

        @Override
        public <K> K create(Class<K> type) throws Exception {
            for (Constructor<?> constructor : type.getDeclaredConstructors()) {
                if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0] == Console.class) {
                    constructor.setAccessible(true);
                    return type.cast(constructor.newInstance(console));
                }
            }
            return CommandLine.defaultFactory().create(type);
        }
    }

    /** The version as the build stamped it into the jar. */
    static final class Version implements CommandLine.IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = Rebound.class.getPackage().getImplementationVersion();
            return new String[] {"rebound " + (version == null ? "(from classes)" : version)};
        }
    }
}
