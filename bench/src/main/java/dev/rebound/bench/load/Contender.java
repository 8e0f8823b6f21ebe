package dev.rebound.bench.load;

/** Somebody who takes a turn in every round. */
public interface Contender {

    /** As shown in tables and JSON. */
    String shown();

    /**
     * Does its share of a round.
     *
     * @throws Exception whatever went wrong; the run ends with it
     */
    Turn takeTurn() throws Exception;
}
