package dev.rebound.cli.admin;

import dev.rebound.cli.Rebound;
import dev.rebound.core.guard.CircuitId;
import dev.rebound.core.guard.Settlement;
import dev.rebound.core.ledger.Hold;
import dev.rebound.engine.guard.Circuit;
import dev.rebound.engine.guard.CircuitReport;
import dev.rebound.engine.guard.Guarding;
import dev.rebound.engine.guard.SettlementPreview;
import dev.rebound.engine.time.WorldClock;
import dev.rebound.store.Store;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rebound guard}. */
@Command(
        name = "guard",
        header = "Circuits of the guard and the bounces they hold; for operators.",
        description = {
            "When many addresses that take mail are refused at once, or replies blame the sending domain or IP address, a",
            "circuit opens: bounces are held and suppress nobody. It closes by itself and rolls back once failures are as",
            "usual again. Released, held bounces do what each account's policy says; rolled back, they never do anything.",
            "Either can be changed into the other later.",
            "",
            "Needs the data folder to itself; while a server runs, use its page Operator > Guard or the REST API."
        },
        footer = {
            "",
            "Examples:",
            "  rebound guard list",
            "  rebound guard show 3",
            "  rebound guard roll-back 3",
            "  rebound guard release 3 --output jsonl"
        },
        mixinStandardHelpOptions = true)
public final class GuardCommand {

    private static final String BY = "command line";
    private static final int PAGE = 100;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    /** Which circuit, and how it is shown. */
    static final class OneCircuit {

        @Mixin
        private StoreOptions options = new StoreOptions();

        @Parameters(paramLabel = "NUMBER", description = "The circuit's number; see rebound guard list.")
        private long number;

        @Option(names = "--output", defaultValue = "text", description = "${COMPLETION-CANDIDATES}")
        private OutputFormat output = OutputFormat.text;
    }

    /** {@code list}. */
    @Command(name = "list", header = "All that were ever open, the newest first.", mixinStandardHelpOptions = true)
    int list(
            @Mixin StoreOptions options,
            @Option(names = "--output", defaultValue = "text", description = "${COMPLETION-CANDIDATES}")
                    OutputFormat output) {
        Listing listing = listing();
        try (Store store = options.open()) {
            Guarding guarding = guarding(store, options);
            Optional<CircuitId> below = Optional.empty();
            List<Circuit> page;
            do {
                page = guarding.page(below, PAGE);
                page.forEach(circuit -> add(listing, guarding.report(circuit)));
                below = page.isEmpty() ? below : Optional.of(page.getLast().id());
            } while (page.size() == PAGE);
        }
        listing.print(spec.commandLine().getOut(), output);
        return 0;
    }

    /** {@code show}. */
    @Command(name = "show", header = "One of them, and what settling it would do.", mixinStandardHelpOptions = true)
    int show(@Mixin OneCircuit one) {
        return with(one, guarding -> {
            SettlementPreview preview = guarding.preview(new CircuitId(one.number), Guarding.LOOKED_AT_MAX);
            print(guarding, one);
            if (one.output == OutputFormat.text) {
                out().printf(
                                "%nof %,d bounces looked at: released, %,d would suppress an address that is mailable now, %,d would"
                                        + " not because the address took mail since; rolled back, %,d would become mailable%n",
                                preview.looked(), preview.suppressed(), preview.refuted(), preview.freed());
                out().flush();
            }
            return 0;
        });
    }

    /** {@code release}. */
    @Command(
            name = "release",
            header = "Close it if it is open, and have the bounces it held do what the policies say.",
            mixinStandardHelpOptions = true)
    int release(@Mixin OneCircuit one) {
        return with(one, guarding -> settle(guarding, one, Settlement.RELEASED));
    }

    /** {@code roll-back}. */
    @Command(
            name = "roll-back",
            header = "Close it if it is open, and have the bounces it held never do anything.",
            mixinStandardHelpOptions = true)
    int rollBack(@Mixin OneCircuit one) {
        return with(one, guarding -> settle(guarding, one, Settlement.ROLLED_BACK));
    }

    private int settle(Guarding guarding, OneCircuit one, Settlement settlement) {
        CircuitId circuit = new CircuitId(one.number);
        if (!guarding.settle(circuit, settlement, BY)) {
            spec.commandLine().getErr().println("it is closed, and that is what became of its bounces already");
            return Rebound.EXIT_FAILED;
        }
        guarding.finish(circuit);
        print(guarding, one);
        return 0;
    }

    private int with(OneCircuit one, ToIntFunction<Guarding> work) {
        try (Store store = one.options.open()) {
            Guarding guarding = guarding(store, one.options);
            if (one.number < 1 || guarding.find(new CircuitId(one.number)).isEmpty()) {
                spec.commandLine().getErr().println("there is no circuit " + one.number + "; see rebound guard list");
                return Rebound.EXIT_FAILED;
            }
            return work.applyAsInt(guarding);
        }
    }

    private static Guarding guarding(Store store, StoreOptions options) {
        return new Guarding(
                store.circuits(),
                store.policies()::current,
                options.configuration().guard(),
                store.auditLog(),
                WorldClock.system(store.ledger().lastEventAt().orElse(Instant.MIN)));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private void print(Guarding guarding, OneCircuit one) {
        Listing listing = listing();
        guarding.find(new CircuitId(one.number)).ifPresent(circuit -> add(listing, guarding.report(circuit)));
        listing.print(out(), one.output);
    }

    private static Listing listing() {
        return new Listing(
                "number",
                "provider",
                "reason",
                "blame",
                "scope",
                "opened",
                "closed",
                "settlement",
                "held",
                "released",
                "rolled back",
                "accounts");
    }

    private static void add(Listing listing, CircuitReport report) {
        Circuit circuit = report.circuit();
        listing.add(
                circuit.id().value(),
                circuit.key().provider().orElse("*"),
                circuit.key().reason(),
                circuit.key().blame(),
                circuit.key().scope().text(),
                circuit.opening().at(),
                circuit.closing().map(closing -> closing.at().toString()).orElse(""),
                circuit.closing()
                        .map(closing -> closing.settlement().name())
                        .orElse(circuit.keptOpen() ? "KEPT_OPEN" : "OPEN"),
                report.bounces(Hold.Standing.HELD),
                report.bounces(Hold.Standing.RELEASED),
                report.bounces(Hold.Standing.ROLLED_BACK),
                report.accounts());
    }
}
