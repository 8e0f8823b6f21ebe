package dev.rebound.cli.admin;

import dev.rebound.server.config.Configuration;
import dev.rebound.store.Store;
import dev.rebound.store.StoreSettings;
import dev.rebound.store.database.PostgresAddress;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which installation a command is about. */
public final class StoreOptions {

    @Option(names = "--config", paramLabel = "FILE", description = "The configuration file (TOML).")
    private @Nullable Path config;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "The data folder with its own database, instead of what is configured (default: ~/.rebound).")
    private @Nullable Path data;

    /** The data folder. */
    public Path folder() {
        Path given = data;
        return given != null ? given : configuration().dataFolder();
    }

    /** The configuration of the installation. */
    Configuration configuration() {
        return Configuration.read(Optional.ofNullable(config), System.getenv());
    }

    /** The database on a server, if one is configured and no folder named. */
    public Optional<PostgresAddress> database() {
        return data != null ? Optional.empty() : configuration().database().address();
    }

    /** Opens the store: that in a folder for this process alone, that on a server beside the nodes that work on it. */
    Store open() {
        return database()
                .map(database -> Store.beside(folder(), database, StoreSettings.standard()))
                .orElseGet(() -> Store.open(folder(), StoreSettings.standard()));
    }
}
