package dev.rebound.transport.smtp;

import dev.rebound.engine.ledger.TlsDemand;
import dev.rebound.transport.smtp.SmtpClientSettings.TlsUse;
import java.util.function.Predicate;

/** Says how mail to a domain must be protected. Thread-safe; may block the calling (virtual) thread. */
@FunctionalInterface
public interface TlsPolicy {

    /**
     * What mail to a domain must have.
     *
     * @param domain lower-case A-labels
     */
    Requirement of(String domain);

    /** The same for every domain. */
    static TlsPolicy always(TlsUse use) {
        Requirement requirement = Requirement.of(use);
        return domain -> requirement;
    }

    /**
     * What mail to a domain must have.
     *
     * @param mayServe whether a host, lower case, may take its mail at all
     * @param demand how much of it is a must, and whose, for the record
     */
    record Requirement(TlsUse use, Predicate<String> mayServe, TlsDemand demand) {

        /** At whatever host DNS names. */
        public static Requirement of(TlsUse use) {
            return new Requirement(use, host -> true, demandOf(use));
        }

        private static TlsDemand demandOf(TlsUse use) {
            return switch (use) {
                case OFF, OPPORTUNISTIC -> TlsDemand.NONE;
                case ENCRYPTED -> TlsDemand.ENCRYPTED;
                case VERIFIED -> TlsDemand.VERIFIED;
            };
        }
    }
}
