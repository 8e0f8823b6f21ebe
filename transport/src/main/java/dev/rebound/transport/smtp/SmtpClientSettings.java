package dev.rebound.transport.smtp;

/**
 * How the SMTP client behaves.
 *
 * @param heloName our host name, as we say it in EHLO; should resolve to the address we send from
 * @param tls when to encrypt
 * @param timeouts real time, whatever clock the product runs by
 * @param limits towards each server
 */
public record SmtpClientSettings(String heloName, TlsUse tls, SmtpTimeouts timeouts, DestinationLimits limits) {

    public SmtpClientSettings {
        boolean safe = heloName.chars().allMatch(c -> c > ' ' && c < 0x7f);
        if (heloName.isEmpty() || !safe) {
            throw new IllegalArgumentException("the EHLO name must be a host name in ASCII");
        }
    }

    /** As the standards ask and servers in general bear. */
    public static SmtpClientSettings standard(String heloName) {
        return new SmtpClientSettings(
                heloName, TlsUse.OPPORTUNISTIC, SmtpTimeouts.STANDARD, DestinationLimits.STANDARD);
    }

    /** When to encrypt. */
    public enum TlsUse {
        /** Whenever the server offers it, whoever its certificate names; in clear if that fails (RFC 7435). */
        OPPORTUNISTIC,
        OFF
    }
}
