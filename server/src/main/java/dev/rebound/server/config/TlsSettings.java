package dev.rebound.server.config;

import dev.rebound.transport.smtp.SmtpClientSettings.TlsUse;
import java.util.List;

/**
 * When messages are encrypted on their way.
 *
 * @param usual for domains of which nothing else is said
 * @param encryptedFor domains to which nothing goes in clear
 * @param verifiedFor domains to which mail goes only to servers with a valid certificate
 * @param mtaSts whether policies that domains publish are followed
 */
public record TlsSettings(TlsUse usual, List<String> encryptedFor, List<String> verifiedFor, boolean mtaSts) {

    private static final Setting<TlsUse> USUAL = Kinds.choice(
            "delivery.tls",
            TlsUse.class,
            TlsUse.OPPORTUNISTIC,
            "Whether messages are encrypted on their way: never; where the server offers it; always, or not sent;"
                    + " always, and only to a server whose certificate is valid for its name.");
    private static final Setting<List<String>> ENCRYPTED_FOR = Kinds.domains(
            "delivery.tls-encrypted-for", "Recipients' domains to which nothing goes in clear, whatever tls says.");
    private static final Setting<List<String>> VERIFIED_FOR = Kinds.domains(
            "delivery.tls-verified-for",
            "Recipients' domains to whose servers mail goes only if their certificates are valid for their names.");
    private static final Setting<Boolean> MTA_STS = Kinds.flag(
            "delivery.mta-sts",
            true,
            "Follow the MTA-STS policies (RFC 8461) that recipients' domains publish; not with tls = off, and not"
                    + " through a smarthost.");

    static final List<Setting<?>> ALL = List.of(USUAL, ENCRYPTED_FOR, VERIFIED_FOR, MTA_STS);

    static TlsSettings from(Values values) {
        return new TlsSettings(
                values.get(USUAL), values.get(ENCRYPTED_FOR), values.get(VERIFIED_FOR), values.get(MTA_STS));
    }

    /** What the configuration alone asks for, for mail to a domain in lower-case A-labels. */
    public TlsUse useFor(String domain) {
        if (verifiedFor.contains(domain)) {
            return TlsUse.VERIFIED;
        }
        return encryptedFor.contains(domain) ? usual.stronger(TlsUse.ENCRYPTED) : usual;
    }
}
