package dev.rebound.server.config;

import dev.rebound.engine.provider.Provider;
import java.util.Optional;

/** Who runs the smarthost, as far as messages have to carry something for it. */
public enum SmarthostProvider {
    /** Nobody whose events we understand. */
    OTHER,
    SES,
    SENDGRID,
    MAILGUN,
    POSTMARK,
    SPARKPOST,
    MAILCHIMP;

    /** The same as a provider. */
    public Optional<Provider> provider() {
        return this == OTHER ? Optional.empty() : Optional.of(Provider.valueOf(name()));
    }
}
