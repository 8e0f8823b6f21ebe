package dev.rebound.cli.accuracy;

import dev.rebound.cli.Rebound;
import dev.rebound.cli.console.Console;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the labelled samples lie: the option and the complaints of every command that needs them. */
final class SamplesOption {

    /** What a command does with the samples. */
    interface Work {

        /**
         * Does it.
         *
         * @return the exit code
         * @throws IOException if the samples cannot be read or a result cannot be written
         */
        int with(Samples samples) throws IOException;
    }

    @Option(
            names = "--samples",
            paramLabel = "FOLDER",
            defaultValue = "../shared/corpus",
            description = "Where the samples lie (default: ${DEFAULT-VALUE}, beside a checkout).")
    private Path folder = Path.of("");

    /**
     * Does the work if the samples are there, and says what is wrong if it cannot be done.
     *
     * @param verb what the work is, as in "nothing to measure"
     * @return the exit code
     */
    int use(Console console, String verb, Work work) {
        Samples samples = new Samples(folder);
        if (!samples.areThere()) {
            console.err()
                    .println("No samples in " + folder + ": it has no messages.labels.jsonl and replies.labels.jsonl."
                            + " There is nothing to " + verb + ". Name their folder with --samples.");
            return Rebound.EXIT_FAILED;
        }
        try {
            return work.with(samples);
        } catch (IOException e) {
            console.err().println("Could not " + verb + ": " + e.getMessage());
            return Rebound.EXIT_FAILED;
        }
    }
}
