package dev.rebound.cli.admin;

import dev.rebound.cli.Rebound;
import dev.rebound.cli.console.Console;
import dev.rebound.cli.console.Progress;
import dev.rebound.engine.ledger.Verification;
import dev.rebound.server.config.Configuration;
import dev.rebound.store.LedgerInspection;
import dev.rebound.store.database.PostgresAddress;
import dev.rebound.store.move.MoveException;
import dev.rebound.store.move.MoveProgress;
import dev.rebound.store.move.StoreMove;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rebound migrate-store}. */
@Command(
        name = "migrate-store",
        header = "Move everything from the data folder's own database to PostgreSQL.",
        description = {
            "",
            "Copies every table to the database that is configured as database.url, which must be empty, reads it back and compares, and"
                    + " commits only if both are the same. Then it rebuilds every state from the ledger there, as rebound verify does.",
            "",
            "Stop the server first. The old database file stays as it is, and the folder is marked, so that no server works on it by"
                    + " mistake; the key and the DKIM keys in the folder go on being used. A run that was cut off has moved nothing: run it again.",
            "Exit code 0 if everything is there and agrees, 1 if not.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  rebound migrate-store --config rebound.toml",
            "  REBOUND_DATABASE_URL=postgresql://db.example/rebound rebound migrate-store --data /srv/rebound"
        },
        mixinStandardHelpOptions = true)
public final class MigrateStoreCommand implements Callable<Integer> {

    private final Console console;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration file (TOML) that names the database to move to.")
    private @Nullable Path config;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "The data folder to move from (default: the one that is configured, or else ~/.rebound).")
    private @Nullable Path data;

    @Option(names = "--output", defaultValue = "text", description = "${COMPLETION-CANDIDATES}")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private OutputFormat output;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    /** One that shows on this console how far it is. */
    public MigrateStoreCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Configuration configuration = Configuration.read(Optional.ofNullable(config), System.getenv());
        Optional<PostgresAddress> target = configuration.database().address();
        if (target.isEmpty()) {
            say("No database to move to: set database.url in the file of --config, or REBOUND_DATABASE_URL");
            return Rebound.EXIT_USAGE;
        }
        Path given = data;
        Path folder = given == null ? configuration.dataFolder() : given;
        try (Progress bar = new Progress(console, "rows")) {
            print(StoreMove.run(folder, target.get(), new Shown(bar)), target.get());
        } catch (MoveException e) {
            say("rebound: " + e.getMessage());
            return Rebound.EXIT_FAILED;
        }
        return verify(folder, target.get());
    }

    private void print(StoreMove.Moved moved, PostgresAddress target) {
        Listing listing = new Listing("table", "rows");
        moved.tables().stream()
                .filter(table -> table.rows() > 0)
                .forEach(table -> listing.add(table.name(), table.rows()));
        listing.print(spec.commandLine().getOut(), output);
        say(String.format(
                moved.copied()
                        ? "%,d rows of %,d tables were moved to %s and read back"
                        : "%,d rows of %,d tables were in %s already, the same as here; the folder is marked",
                moved.rows(),
                moved.tables().size(),
                target.shown()));
    }

    private int verify(Path folder, PostgresAddress target) {
        Verification found = LedgerInspection.verify(folder, target);
        found.differences().forEach(difference -> say("  differs: " + difference));
        say(String.format(
                "%,d events of %,d addresses and %,d messages read there: %s",
                found.events(),
                found.addresses(),
                found.messages(),
                found.agrees()
                        ? "everything agrees"
                        : found.differencesInAll() + " differences, which came along from here"));
        return found.agrees() ? 0 : Rebound.EXIT_FAILED;
    }

    /** Results go to standard output, what is said about them does not. */
    private void say(String what) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(what);
        err.flush();
    }

    /** Rows are read twice, to be written and to be compared. */
    private record Shown(Progress bar) implements MoveProgress {

        @Override
        public void begins(Step step, String table, long rows) {
            bar.expect(rows);
        }

        @Override
        public void rows(long more) {
            bar.step(more);
        }
    }
}
