package dev.rebound.transport.dkim;

import dev.rebound.engine.delivery.AttemptOutcome;
import dev.rebound.engine.delivery.Envelope;
import dev.rebound.engine.delivery.MailTransport;
import dev.rebound.engine.delivery.MessageContent;

/** Signs each message right before it leaves, once an attempt. As thread-safe as what it signs for. */
public final class SigningTransport implements MailTransport {

    private final DkimSigner signer;
    private final MailTransport next;

    public SigningTransport(DkimSigner signer, MailTransport next) {
        this.signer = signer;
        this.next = next;
    }

    @Override
    public AttemptOutcome attempt(Envelope envelope, MessageContent content, AttemptProgress progress) {
        return next.attempt(envelope, signer.sign(content), progress);
    }
}
