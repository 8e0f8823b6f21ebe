package dev.rebound.feed.report;

import dev.rebound.feed.seen.Seen;
import java.util.ArrayList;
import java.util.List;

/**
 * What was made of a record of somebody else's, which may tell of many messages, ours and others.
 *
 * @param foreign how often it tells of mail that is not ours, which is passed over
 * @param refused why something in it that may be ours acts on nothing
 */
public record Reading(List<Seen> seen, int foreign, List<ReportRefused.Why> refused) {

    /** It tells of nothing that counts. */
    public static final Reading NOTHING = new Reading(List.of(), 0, List.of());

    /** It tells of one message that is not ours. */
    public static final Reading FOREIGN = new Reading(List.of(), 1, List.of());

    public Reading {
        seen = List.copyOf(seen);
        refused = List.copyOf(refused);
    }

    /** It tells of one message. */
    public static Reading of(Seen seen) {
        return new Reading(List.of(seen), 0, List.of());
    }

    /** What it tells acts on nothing. */
    public static Reading refused(ReportRefused.Why why) {
        return new Reading(List.of(), 0, List.of(why));
    }

    /** Both. */
    public Reading and(Reading other) {
        return new Reading(both(seen, other.seen), foreign + other.foreign, both(refused, other.refused));
    }

    private static <T> List<T> both(List<T> one, List<T> other) {
        List<T> all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }
}
