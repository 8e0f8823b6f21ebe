package dev.rebound.engine.lane;

/** Port: which domains are one destination. */
@FunctionalInterface
public interface Destinations {

    /**
     * The name of the group of servers that take the mail of a domain, for example {@code google.com}; the
     * domain's own name where that cannot be found out. May block while DNS is asked.
     *
     * @param domain lower-case A-labels
     */
    String groupOf(String domain);
}
