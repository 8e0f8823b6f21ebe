package dev.rebound.transport.server;

import dev.rebound.engine.intake.ReturnedMail;
import dev.rebound.engine.intake.ReturnedMailDesk;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A desk that keeps what it takes in memory; the local part of a recipient says how it is answered. */
final class MemoryDesk implements ReturnedMailDesk {

    final List<ReturnedMail> taken = new CopyOnWriteArrayList<>();
    /** What {@link #take} answers. */
    volatile CompletableFuture<Void> commit = CompletableFuture.completedFuture(null);

    @Override
    public RecipientCheck check(String envelopeRecipient) {
        if (!envelopeRecipient.endsWith("@bounce.example")) {
            return RecipientCheck.NOT_OUR_DOMAIN;
        }
        return switch (envelopeRecipient.substring(0, envelopeRecipient.indexOf('@'))) {
            case "b+forged" -> RecipientCheck.UNKNOWN_OR_FORGED;
            case "b+expired" -> RecipientCheck.EXPIRED;
            case "b+breaks" -> throw new IllegalStateException("the check is broken");
            default -> RecipientCheck.ACCEPTED;
        };
    }

    @Override
    public CompletableFuture<Void> take(ReturnedMail mail) {
        taken.add(mail);
        return commit;
    }
}
