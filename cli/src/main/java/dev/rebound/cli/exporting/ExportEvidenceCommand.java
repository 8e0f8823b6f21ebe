package dev.rebound.cli.exporting;

import dev.rebound.cli.Rebound;
import dev.rebound.cli.admin.StoreOptions;
import dev.rebound.cli.console.Console;
import dev.rebound.cli.console.Progress;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.feed.report.Installation;
import dev.rebound.feed.retold.Retelling;
import dev.rebound.store.LedgerInspection;
import dev.rebound.store.database.PostgresAddress;
import dev.rebound.store.ledger.PastEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rebound export-evidence}. */
@Command(
        name = "export-evidence",
        header = "Write everything that was seen, with its evidence, to files that rebound stream reads.",
        description = {
            "",
            "Reads the data folder, or the PostgreSQL database that is configured, as of one moment and without changing it; a"
                    + " server may be running on it. Every line of the files is one observation of an address, in the order of its address, with"
                    + " its verdict, the words that it was found by and the report that they stood in.",
            "",
            "The folder has to be empty: a run that was cut off leaves files whose names begin with a dot, which nobody reads."
                    + " The files hold addresses and mail: keep them as you keep the installation.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  rebound export-evidence --out /tmp/history",
            "  ./rebound stream replay --rules my-rules /tmp/history"
        },
        mixinStandardHelpOptions = true)
public final class ExportEvidenceCommand implements Callable<Integer> {

    private static final int PARTS_MAX = 256;

    private final Console console;

    @Mixin
    private StoreOptions options = new StoreOptions();

    @Option(names = "--out", required = true, paramLabel = "FOLDER", description = "Where to write; an empty folder.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private Path out;

    @Option(
            names = "--parts",
            defaultValue = "1",
            description = "Files to write, which are read side by side (default: ${DEFAULT-VALUE}).")
    private int parts;

    @Option(names = "--without-reports", description = "Leave out reports as they came; words and verdicts stay.")
    private boolean withoutReports;

    @Option(
            names = "--installation",
            defaultValue = "0",
            description = "Its number among several that share one stream, 0 to 4095 (default: ${DEFAULT-VALUE}).")
    private int number;

    @Option(
            names = "--accounts-from",
            defaultValue = "0",
            description = "What is added to the numbers of its accounts there (default: ${DEFAULT-VALUE}).")
    private long accountsFrom;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    /** One that shows on this console how far it is. */
    public ExportEvidenceCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (parts < 1 || parts > PARTS_MAX) {
            throw new ParameterException(spec.commandLine(), "--parts is 1 to " + PARTS_MAX);
        }
        PastLine lines = new PastLine(new Retelling(new Installation(number, accountsFrom)), !withoutReports);
        try (Progress bar = new Progress(console, "events");
                SeenFiles files = new SeenFiles(out, parts)) {
            Writing writing = new Writing(lines, files, bar);
            read(writing);
            writing.end();
            files.finish();
            say(String.format("%,d events read, %,d observations written to %s", writing.events, writing.written, out));
            return 0;
        } catch (SeenFiles.FolderTakenException e) {
            say("rebound: " + e.getMessage());
            return Rebound.EXIT_FAILED;
        }
    }

    private void read(Consumer<PastEvent> consumer) {
        Optional<PostgresAddress> database = options.database();
        if (database.isPresent()) {
            LedgerInspection.past(options.folder(), database.get(), consumer);
        } else {
            LedgerInspection.past(options.folder(), consumer);
        }
    }

    private void say(String what) {
        spec.commandLine().getErr().println(what);
        spec.commandLine().getErr().flush();
    }

    /** Writes each event once the next is known: a bounce that was held at once has its hold there. */
    private static final class Writing implements Consumer<PastEvent> {

        private final PastLine lines;
        private final SeenFiles files;
        private final Progress bar;
        private @Nullable PastEvent before;
        private long events;
        private long written;

        Writing(PastLine lines, SeenFiles files, Progress bar) {
            this.lines = lines;
            this.files = files;
            this.bar = bar;
        }

        @Override
        public void accept(PastEvent past) {
            events++;
            bar.step();
            write(Optional.of(past.event()));
            before = past;
        }

        void end() {
            write(Optional.empty());
        }

        private void write(Optional<LedgerEvent> next) {
            PastEvent past = before;
            if (past != null) {
                lines.of(past, next).ifPresent(line -> write(past, line));
            }
        }

        private void write(PastEvent past, byte[] line) {
            try {
                files.write(past.event().address(), line);
                written++;
            } catch (IOException e) {
                throw new UncheckedIOException("writing what was seen", e);
            }
        }
    }
}
