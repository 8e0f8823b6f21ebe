package dev.rebound.transport.smtp;

/**
 * How the SMTP client behaves.
 *
 * @param heloName our host name, as we say it in EHLO; should resolve to the address we send from
 * @param tls when to encrypt, for domains of which a {@link TlsPolicy} says nothing else
 * @param timeouts real time, whatever clock the product runs by
 * @param limits towards each server
 */
public record SmtpClientSettings(String heloName, TlsUse tls, SmtpTimeouts timeouts, DestinationLimits limits) {

    public SmtpClientSettings {
        checkName(heloName);
    }

    static void checkName(String heloName) {
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

    /** When to encrypt; each asks for more than the one before. */
    public enum TlsUse {
        OFF,
        /** Whenever the server offers it, whoever its certificate names; in clear if that fails (RFC 7435). */
        OPPORTUNISTIC,
        /** Always, or not sent; whoever the certificate names. */
        ENCRYPTED,
        /** Always, and only to a server whose certificate is valid for the name we looked for, or not sent. */
        VERIFIED;

        /** Whether nothing is sent without it. */
        public boolean mandatory() {
            return compareTo(ENCRYPTED) >= 0;
        }

        /** The one that asks for more. */
        public TlsUse stronger(TlsUse other) {
            return compareTo(other) >= 0 ? this : other;
        }
    }
}
