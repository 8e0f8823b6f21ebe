package dev.rebound.engine.node;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Something that one node does at a time, for all: a kind of work, or the looking after one thing, such as
 * {@code inbox:17}.
 *
 * @param name lower-case letters, digits and hyphens, perhaps a colon and which one; at most 100 characters
 */
public record Duty(String name) implements Comparable<Duty> {

    // First, because the duties below are checked against them.
    private static final int LENGTH_MAX = 100;
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]*(:[a-z0-9-]+)?");

    /** Letting deadlines and suppressions run out. */
    public static final Duty EXPIRY = new Duty("expiry");
    /** Starting what is scheduled, judging samples, going on with what was begun. */
    public static final Duty TIMERS = new Duty("timers");
    /** Opening and closing the guard's circuits. */
    public static final Duty GUARD = new Duty("guard");
    /** Calling webhooks. */
    public static final Duty WEBHOOKS = new Duty("webhooks");
    /** Telling other installations, and taking what they know. */
    public static final Duty SHARING = new Duty("sharing");
    /** Forgetting what has been kept long enough. */
    public static final Duty HOUSEKEEPING = new Duty("housekeeping");
    /** Going on with changes in bulk, of policies and of verdicts that a node left unfinished. */
    public static final Duty UNFINISHED = new Duty("unfinished");
    /** Taking over from nodes that fell silent. */
    public static final Duty TAKE_OVER = new Duty("take-over");

    /** What every node is ready to do. */
    public static final Set<Duty> ALL =
            Set.of(EXPIRY, TIMERS, GUARD, WEBHOOKS, SHARING, HOUSEKEEPING, UNFINISHED, TAKE_OVER);

    public Duty {
        if (name.length() > LENGTH_MAX || !FORM.matcher(name).matches()) {
            throw new IllegalArgumentException("not the name of a duty: " + name);
        }
    }

    @Override
    public int compareTo(Duty other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
