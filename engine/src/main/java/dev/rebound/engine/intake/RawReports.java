package dev.rebound.engine.intake;

import java.time.Instant;

/** Port: reports as they came, kept beside what was read from them. */
public interface RawReports {

    /**
     * Forgets the oldest that were received before a moment; what was read from them stays.
     *
     * @param limit most of them in one transaction
     * @return how many were forgotten
     */
    int forgetBefore(Instant moment, int limit);
}
