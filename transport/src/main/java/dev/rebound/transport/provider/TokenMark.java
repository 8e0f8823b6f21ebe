package dev.rebound.transport.provider;

import dev.rebound.engine.delivery.SharedDraft.Header;
import dev.rebound.engine.provider.Provider;
import dev.rebound.feed.provider.EventReader;
import java.util.Optional;

/**
 * The header field by which a provider is told to keep our token with a message and to give it back in every event of it. Needed
 * where the provider gives its own Message-ID and return path; harmless elsewhere. The provider takes the field out.
 */
public final class TokenMark {

    private static final String NAME = EventReader.TOKEN;

    private TokenMark() {}

    /**
     * The field for a message.
     *
     * @param token letters and digits only
     * @see <a href="https://www.twilio.com/docs/sendgrid/for-developers/sending-email/unique-arguments">SendGrid: unique arguments</a>
     * @see <a href="https://documentation.mailgun.com/docs/mailgun/user-manual/sending-messages/send-attach-data">Mailgun: attaching
     *     metadata</a>
     * @see <a href="https://postmarkapp.com/support/article/1125-custom-metadata-faq">Postmark: metadata</a>
     * @see <a href="https://developers.sparkpost.com/api/smtp/">SparkPost: X-MSYS-API</a>
     * @see <a href="https://mailchimp.com/developer/transactional/docs/smtp-integration/">Mailchimp Transactional: SMTP headers</a>
     */
    public static Optional<Header> headerFor(Provider provider, String token) {
        String json = "{\"" + NAME + "\": \"" + token + "\"}";
        return switch (provider) {
            // SES tells the envelope's sender, which is the return path.
            case SES -> Optional.empty();
            case SENDGRID -> Optional.of(new Header("X-SMTPAPI", "{\"unique_args\": " + json + "}"));
            case MAILGUN -> Optional.of(new Header("X-Mailgun-Variables", json));
            case POSTMARK -> Optional.of(new Header("X-PM-Metadata-" + NAME, token));
            case SPARKPOST -> Optional.of(new Header("X-MSYS-API", "{\"metadata\": " + json + "}"));
            case MAILCHIMP -> Optional.of(new Header("X-MC-Metadata", json));
        };
    }
}
