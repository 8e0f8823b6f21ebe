package dev.rebound.engine.intake;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Port: returned mail that changes no state, kept so that somebody can look at it. */
public interface Quarantine {

    /** Keeps a message; completes once committed. The same content twice is kept once. */
    CompletableFuture<Void> keep(ReturnedMail mail, QuarantineReason why);

    /** Newest first. */
    List<QuarantinedMail> page(Optional<Long> before, int limit);

    /** One of them, content included. */
    Optional<ReturnedMail> find(long id);

    /** How many there are. */
    long count();

    /**
     * Forgets the oldest that were received before a moment.
     *
     * @param limit most of them in one transaction
     * @return how many were forgotten
     */
    int forgetBefore(Instant moment, int limit);

    /** A line of the list. */
    record QuarantinedMail(
            long id, Instant receivedAt, QuarantineReason why, String peer, String envelopeFrom, int sizeOctets) {}
}
