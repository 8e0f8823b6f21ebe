package dev.rebound.transport.compose;

import java.util.ArrayList;
import java.util.List;

/** Collects the stretches of a body; neighbours that are the same for everybody become one. For one thread. */
final class StretchWriter {

    private static final int EXPECTED_OCTETS = 1_024;

    private final List<Stretch> stretches = new ArrayList<>();
    private WireBuffer fixed = new WireBuffer(EXPECTED_OCTETS);

    /** Where to write what is the same for everybody. */
    WireBuffer fixed() {
        return fixed;
    }

    /** Adds what is not. */
    void add(Stretch stretch) {
        if (fixed.size() > 0) {
            stretches.add(new Stretch.Fixed(fixed.toBytes()));
            fixed = new WireBuffer(EXPECTED_OCTETS);
        }
        stretches.add(stretch);
    }

    /** In order; the last one is the same for everybody, and may be empty. */
    List<Stretch> stretches() {
        List<Stretch> all = new ArrayList<>(stretches);
        all.add(new Stretch.Fixed(fixed.toBytes()));
        return all;
    }
}
