package dev.rebound.server;

import dev.rebound.engine.intake.RefusedReturns;
import dev.rebound.engine.intake.ReturnedMail;
import dev.rebound.engine.intake.ReturnedMailDesk;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;

/** Takes no returned mail at all, so that pages have refusals to show. */
final class RefusingDesk implements ReturnedMailDesk {

    private RefusingDesk() {}

    /** Has refused one. */
    static RefusedReturns counted(InstantSource clock) {
        RefusedReturns refused = new RefusedReturns(new RefusingDesk(), clock);
        refused.check("somebody@elsewhere.example");
        return refused;
    }

    @Override
    public RecipientCheck check(String envelopeRecipient) {
        return RecipientCheck.NOT_OUR_DOMAIN;
    }

    @Override
    public CompletableFuture<Void> take(ReturnedMail mail) {
        return CompletableFuture.failedFuture(new IllegalStateException("no recipient was accepted"));
    }
}
