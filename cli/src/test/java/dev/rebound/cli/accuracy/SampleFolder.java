package dev.rebound.cli.accuracy;

import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The labelled samples beside the checkout, or where {@code -Drebound.samples=FOLDER} says. */
final class SampleFolder {

    private SampleFolder() {}

    /** Skips the test if they are not there. */
    static Samples required() {
        Samples samples = new Samples(Path.of(System.getProperty(
                "rebound.samples", root().resolve("../shared/corpus").toString())));
        Assumptions.assumeTrue(samples.areThere(), "the labelled samples are not beside this checkout");
        return samples;
    }

    static Path root() {
        return Path.of(System.getProperty("rebound.root"));
    }
}
