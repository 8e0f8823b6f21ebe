package dev.rebound.engine.node;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A process that wants to be a node.
 *
 * @param agreed what all nodes must have alike: its name, and a fingerprint of it
 */
public record Candidate(Node.About about, SortedMap<String, String> agreed) {

    public Candidate {
        agreed = Collections.unmodifiableSortedMap(new TreeMap<>(agreed));
    }
}
