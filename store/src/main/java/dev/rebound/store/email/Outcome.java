package dev.rebound.store.email;

import java.util.Comparator;

/**
 * What some messages of an email came to.
 *
 * @param number how many
 */
record Outcome(Standing standing, long number) {

    static final Comparator<Outcome> MOST_FIRST =
            Comparator.comparingLong(Outcome::number).reversed();
}
