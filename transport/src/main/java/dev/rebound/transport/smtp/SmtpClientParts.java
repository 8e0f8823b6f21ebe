package dev.rebound.transport.smtp;

import dev.rebound.engine.warmup.WarmUp;
import dev.rebound.transport.dns.MailRouter;
import dev.rebound.transport.smtp.SendingPool.Chooser;
import java.util.Optional;

/**
 * What the SMTP client asks while it works.
 *
 * @param router says where mail for a domain goes: by MX, or to a smarthost
 * @param tls says how it must be protected
 * @param pools says from which of our addresses it leaves
 * @param login to a smarthost; a recipient's own server must never get one
 * @param certificates judges those of servers
 * @param warmUp says how much our addresses may send
 */
public record SmtpClientParts(
        MailRouter router,
        TlsPolicy tls,
        Chooser pools,
        Optional<Login> login,
        PeerCertificates certificates,
        WarmUp warmUp) {

    /** With all of our addresses warm. */
    public SmtpClientParts(
            MailRouter router, TlsPolicy tls, Chooser pools, Optional<Login> login, PeerCertificates certificates) {
        this(router, tls, pools, login, certificates, WarmUp.NONE);
    }

    /** Protected as the settings say, from any address, without a login. */
    public static SmtpClientParts standard(MailRouter router, SmtpClientSettings settings) {
        return new SmtpClientParts(
                router,
                TlsPolicy.always(settings.tls()),
                Chooser.always(SendingPool.SYSTEM),
                Optional.empty(),
                PeerCertificates.ofThisJava());
    }
}
