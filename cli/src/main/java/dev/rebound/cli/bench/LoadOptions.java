package dev.rebound.cli.bench;

import dev.rebound.bench.load.LoadFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What every load run in rounds can be told. */
final class LoadOptions {

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "5", description = "How many (default 5).")
    private int rounds = 5;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "On the disk to be measured (default: the folder for temporary files). Left as it was.")
    private Optional<Path> folder = Optional.empty();

    @Option(
            names = "--output",
            paramLabel = "FORM",
            defaultValue = "text",
            description = "text for people (default), jsonl for programs.")
    private RateLines.Form form = RateLines.Form.TEXT;

    int rounds() {
        return rounds;
    }

    RateLines.Form form() {
        return form;
    }

    /** A new folder for the run. */
    LoadFolder place() throws IOException {
        return LoadFolder.inside(folder);
    }
}
