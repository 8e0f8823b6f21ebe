package dev.rebound.parse.finding;

import java.util.ArrayList;
import java.util.List;

/** Collects the findings of one message. Not thread-safe: one for each message that is read. */
public final class Findings {

    /** Findings kept; a message with more is hostile, and the first ones tell. */
    public static final int KEPT_MAX = 50;

    private final List<Finding> kept = new ArrayList<>();

    /** Notes a finding, once a kind and place. */
    public void add(FindingKind kind, String place) {
        if (kept.size() >= KEPT_MAX) {
            return;
        }
        Finding finding = new Finding(kind, place);
        if (!kept.contains(finding)) {
            kept.add(finding);
        }
    }

    /** Those noted so far, in order. */
    public List<Finding> list() {
        return List.copyOf(kept);
    }
}
