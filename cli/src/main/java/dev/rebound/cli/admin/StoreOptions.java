package dev.rebound.cli.admin;

import dev.rebound.server.config.Configuration;
import dev.rebound.store.Store;
import dev.rebound.store.StoreSettings;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which installation a command is about. */
final class StoreOptions {

    @Option(names = "--config", paramLabel = "FILE", description = "The configuration file (TOML).")
    private @Nullable Path config;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "The data folder, instead of the configured one (default: ~/.rebound).")
    private @Nullable Path data;

    Path folder() {
        Path given = data;
        return given != null ? given : configuration().dataFolder();
    }

    /** The configuration of the installation. */
    Configuration configuration() {
        return Configuration.read(Optional.ofNullable(config), System.getenv());
    }

    /** Opens the store for this process alone. */
    Store open() {
        return Store.open(folder(), StoreSettings.standard());
    }
}
