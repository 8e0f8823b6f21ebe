package dev.rebound.transport.smtp;

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
     */
    record Requirement(TlsUse use, Predicate<String> mayServe) {

        /** At whatever host DNS names. */
        public static Requirement of(TlsUse use) {
            return new Requirement(use, host -> true);
        }
    }
}
