package dev.rebound.engine.warmup;

import java.time.LocalDate;
import java.util.List;

/** Port: how many messages left from an address for a destination on a day. Writes return after commit. */
public interface WarmUpCounts {

    /** What is counted. */
    record Count(String address, String destination, LocalDate day) {}

    /** How much of it there was. */
    record Used(Count count, int messages) {}

    /**
     * Takes part of what is left of an allowance.
     *
     * @param wanted at most so many, at least 1
     * @return how many were taken; 0 if nothing is left
     */
    int take(Count count, int wanted, int allowance);

    /** Gives back what was taken and not used. */
    void giveBack(Count count, int messages);

    /** All counts of a day, by address and destination. */
    List<Used> used(LocalDate day);

    /** Forgets the counts of days before this one. */
    void forgetBefore(LocalDate day);
}
