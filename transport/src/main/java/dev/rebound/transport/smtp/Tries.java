package dev.rebound.transport.smtp;

import dev.rebound.core.smtp.SmtpReply;
import dev.rebound.engine.delivery.AttemptOutcome;
import java.util.Optional;

/**
 * What several servers of a domain did without one of them answering for the message.
 *
 * <p>A server that refuses the connection speaks for itself only. So its 5yz is final only if every
 * server tried said so; as long as one was merely away or busy, the message is worth another attempt.
 * Among temporary troubles a server's words tell more than silence.
 */
final class Tries {

    /** Above all: what we hold back ourselves is no trouble of theirs. */
    private static final int WITHHELD_RANK = 3;

    private Optional<AttemptOutcome> best = Optional.empty();
    private int bestRank;

    void note(AttemptOutcome outcome) {
        int rank = rank(outcome);
        if (best.isEmpty() || rank >= bestRank) {
            best = Optional.of(outcome);
            bestRank = rank;
        }
    }

    private static int rank(AttemptOutcome outcome) {
        return switch (outcome) {
            case AttemptOutcome.Replied replied -> rank(replied.reply());
            case AttemptOutcome.Failed failed -> 1;
            case AttemptOutcome.Withheld withheld -> WITHHELD_RANK;
        };
    }

    private static int rank(SmtpReply reply) {
        return reply.isPermanent() ? 0 : 2;
    }

    Optional<AttemptOutcome> best() {
        return best;
    }
}
