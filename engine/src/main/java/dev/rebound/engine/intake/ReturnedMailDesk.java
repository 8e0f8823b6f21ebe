package dev.rebound.engine.intake;

import java.util.concurrent.CompletableFuture;

/** Port into the engine for whatever receives returned mail. */
public interface ReturnedMailDesk {

    /** Whether mail to this envelope recipient is taken; asked at {@code RCPT}. Must be quick. */
    RecipientCheck check(String envelopeRecipient);

    /**
     * Takes one message for its recipients.
     *
     * @return completes once the message is committed and synced; only then may the sender be answered
     *     250. Completes with {@link IntakeBusyException} (452) or anything else (451) if it was not kept
     */
    CompletableFuture<Void> take(ReturnedMail mail);

    /** The answer to {@code RCPT}. */
    enum RecipientCheck {
        /** A return path of ours with a valid signature, or a local postmaster address. */
        ACCEPTED,
        /** Not at a domain that we take mail for. */
        NOT_OUR_DOMAIN,
        /** At our domain, but not an address of ours, or its signature is wrong. */
        UNKNOWN_OR_FORGED,
        /** Signed by us, but too long ago. */
        EXPIRED
    }
}
