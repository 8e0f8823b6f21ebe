package dev.rebound.cli.admin;

import dev.rebound.engine.ledger.Verification;
import dev.rebound.store.LedgerInspection;
import dev.rebound.transport.sandbox.record.DeliverySummary;
import dev.rebound.transport.sandbox.record.RecordReader;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rebound verify}. */
@Command(
        name = "verify",
        header = "Rebuild every state from the ledger and compare it with what is stored.",
        description = {
            "",
            "Reads the data folder, or the PostgreSQL database that is configured, without changing it; a server may be"
                    + " running on it. For a demo it also says"
                    + " what the sandbox's mail servers took, and how often they got a message twice.",
            "Exit code 0 if everything agrees, 1 if something differs.",
            ""
        },
        footer = {"", "Examples:", "  rebound verify", "  rebound verify --data ~/.rebound-demo"},
        mixinStandardHelpOptions = true)
public final class VerifyCommand implements Callable<Integer> {

    @Mixin
    private StoreOptions options = new StoreOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Path folder = options.folder();
        Verification found = options.database()
                .map(database -> LedgerInspection.verify(folder, database))
                .orElseGet(() -> LedgerInspection.verify(folder));
        out.printf(
                "%,d events of %,d addresses and %,d messages read%n",
                found.events(), found.addresses(), found.messages());
        found.differences().forEach(difference -> out.println("  differs: " + difference));
        out.println(found.agrees() ? "everything agrees" : found.differencesInAll() + " differences");
        Path sandbox = folder.resolve("sandbox");
        if (Files.isDirectory(sandbox)) {
            DeliverySummary taken = RecordReader.summary(sandbox);
            out.printf(
                    "sandbox: %,d messages taken, %,d of them twice, %,d reports sent back, %,d still owed%n",
                    taken.delivered(), taken.duplicates(), taken.noticesSent(), taken.noticesOwed());
        }
        out.flush();
        return found.agrees() ? 0 : 1;
    }
}
