package dev.rebound.cli.admin;

import dev.rebound.engine.time.WorldClock;
import dev.rebound.engine.warmup.WarmUp;
import dev.rebound.engine.warmup.WarmUp.Progress;
import dev.rebound.engine.warmup.WarmUp.Use;
import dev.rebound.server.config.Configuration;
import dev.rebound.store.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rebound warm-up}. */
@Command(
        name = "warm-up",
        header = "How the warm-up of new sending addresses goes today.",
        description = {
            "Addresses and their first days are configured (sending.warm-up); what they have used is in the data folder.",
            "While a server runs, see its page or GET /api/v1/operator/warm-up."
        },
        footer = {"", "Example:", "  rebound warm-up --config rebound.toml"},
        mixinStandardHelpOptions = true)
public final class WarmUpCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private StoreOptions options;

    @Option(names = "--output", defaultValue = "text", description = "${COMPLETION-CANDIDATES}")
    private OutputFormat output = OutputFormat.text;

    @Override
    public void run() {
        Configuration configuration = options.configuration();
        Listing listing = new Listing("address", "day", "days", "destination", "used", "allowed");
        try (Store store = options.open();
                WarmUp warmUp = new WarmUp(
                        configuration
                                .delivery()
                                .sending()
                                .warmUp()
                                .plan(configuration.web().zone()),
                        store.warmUpCounts(),
                        WorldClock.system())) {
            for (Progress address : warmUp.progress()) {
                for (Use use : address.uses()) {
                    listing.add(
                            address.address(),
                            address.day(),
                            address.days(),
                            use.destination(),
                            use.used(),
                            use.allowance().isPresent() ? use.allowance().getAsInt() : "no limit");
                }
            }
        }
        listing.print(spec.commandLine().getOut(), output);
    }
}
