package dev.rebound.engine.sharing;

import java.time.Instant;
import java.util.Comparator;

/**
 * An installation says that a number is its own.
 *
 * @param number from 1 on
 * @param identity of the installation: no two have the same, whatever is in their configuration
 * @param since when it first said so; later than every other claim of the number that it knew of
 * @param heard when it last said so
 */
public record Claim(int number, String identity, Instant since, Instant heard) {

    /** Whose claim of a number counts is first. */
    static final Comparator<Claim> BY_RIGHT = Comparator.comparing(Claim::since).thenComparing(Claim::identity);

    /** The first letters of the identity, for people to tell two from each other. */
    public String shortIdentity() {
        return identity.substring(0, Math.min(8, identity.length()));
    }
}
