package dev.rebound.cli.bench;

import dev.rebound.bench.ledger.Databases;
import dev.rebound.bench.ledger.LedgerLoad;
import dev.rebound.bench.load.LoadFolder;
import dev.rebound.bench.peer.PeerFolder;
import dev.rebound.bench.peer.Postgres;
import dev.rebound.cli.console.Console;
import dev.rebound.engine.ledger.Verification;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes events for a while, in turns with bare inserts, and says how many a second were durable. */
@Command(
        name = "ledger",
        description = {
            "Measure how many events a second the ledger makes durable, on SQLite or PostgreSQL, beside bare inserts.",
            "",
            "In every round each contender writes the same number. A caller brings the next only when the one before"
                    + " is committed and synced. Figures are median (least to most) of the rounds; the ratio is within a"
                    + " round, so it holds on a machine that others use, where the figures do not."
        },
        descriptionHeading = "%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%n",
        footer = {
            "bare        the peer: as many rows with the ledger's columns into one table without an index",
            "rows        the rows that the events leave, inserted as they are into the ledger's tables with their indexes:"
                    + " nothing is read, decided or changed",
            "events      messages accepted and delivered one by one, two events each",
            "accepted    recipients of an email, accepted in bulk; counted in messages",
            "delivered   those messages, delivered one by one",
            "cpu us      microseconds of CPU that each took in the thread that writes, and in the processes of PostgreSQL",
            "",
            "With --postgresql a server of Debian's package is started for the run, with its files in the folder and as the"
                    + " user postgres if you are root.",
        })
public final class LedgerCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private LoadOptions options = new LoadOptions();

    @Option(names = "--callers", paramLabel = "N", defaultValue = "256", description = "Who write (default 256).")
    private int callers = 256;

    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Of each contender in a round, even (default 100000).")
    private int events = 100_000;

    @Option(names = "--postgresql", description = "On PostgreSQL instead of SQLite.")
    private boolean postgresql;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    LedgerCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        if (options.rounds() < 1 || callers < 1 || events < 2 || events % 2 != 0) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "At least one round and one caller, and an even number of events.");
        }
        try (LoadFolder place = options.place();
                PeerFolder peers = PeerFolder.inside(place.path())) {
            LedgerLoad.Plan plan =
                    new LedgerLoad.Plan(databases(place.path(), peers), callers, events, options.rounds());
            LedgerLoad.Outcome outcome =
                    new LedgerLoad(plan).run(round -> console.progress("round", round, options.rounds()));
            RateLines.print(console.out(), options.form(), "events", "bare", outcome.rates());
            for (Verification verification : outcome.verified()) {
                if (!verification.agrees()) {
                    console.err().println("The ledger does not verify: " + verification.differences());
                    return CommandLine.ExitCode.SOFTWARE;
                }
            }
            return CommandLine.ExitCode.OK;
        }
    }

    private Databases databases(Path folder, PeerFolder peers) throws IOException, InterruptedException {
        return postgresql ? new Databases.Postgresql(folder, Postgres.start(peers)) : new Databases.Sqlite(folder);
    }
}
