package dev.rebound.engine.intake;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Port: returned mail, and events of providers, that change no state, kept so that somebody can look at them. */
public interface Quarantine {

    /** Keeps a message; completes once committed. The same content twice is kept once. */
    CompletableFuture<Void> keep(ReturnedMail mail, QuarantineReason why, EvidenceGrade grade);

    /** Newest first. */
    List<QuarantinedMail> page(QuarantineFilter filter, Optional<Long> before, int limit);

    /** One of them, content included. */
    Optional<ReturnedMail> find(long id);

    /** How many there are. */
    long count();

    /** How many fit. */
    long count(QuarantineFilter filter);

    /** How many there are for each reason that there is. */
    Map<QuarantineReason, Long> countsByReason();

    /** How many there are of each grade that there is. */
    Map<EvidenceGrade, Long> countsByGrade();

    /** Who sent most of it. */
    List<PeerCount> countsByPeer(int limit);

    /**
     * Forgets the oldest that were received before a moment.
     *
     * @param limit most of them in one transaction
     * @return how many were forgotten
     */
    int forgetBefore(Instant moment, int limit);

    /**
     * Which of it is meant; all that is given must fit.
     *
     * @param search part of the sender's IP address, of the envelope's sender or of its recipients; empty for any
     * @param peer IP address of the sender
     */
    record QuarantineFilter(
            String search, Optional<QuarantineReason> why, Optional<EvidenceGrade> grade, Optional<String> peer) {

        /** Everything. */
        public static final QuarantineFilter ALL =
                new QuarantineFilter("", Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * What one sender left in quarantine.
     *
     * @param last when the newest came
     */
    record PeerCount(String peer, long messages, Instant last) {}

    /** A line of the list. */
    record QuarantinedMail(
            long id,
            Instant receivedAt,
            QuarantineReason why,
            EvidenceGrade grade,
            String peer,
            String envelopeFrom,
            int sizeOctets) {}
}
