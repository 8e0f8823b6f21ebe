package dev.rebound.transport.provider;

import dev.rebound.engine.provider.Provider;
import dev.rebound.engine.provider.ProviderDialect;
import java.util.EnumMap;
import java.util.Map;

/** The dialects of all providers. */
public final class Dialects {

    private Dialects() {}

    /**
     * One for each provider.
     *
     * @param amazon asks Amazon for certificates, and confirms subscriptions there
     */
    public static Map<Provider, ProviderDialect> all(AmazonCalls amazon) {
        Map<Provider, ProviderDialect> dialects = new EnumMap<>(Provider.class);
        for (Provider provider : Provider.values()) {
            dialects.put(
                    provider,
                    switch (provider) {
                        case SES -> new SesDialect(new SnsEnvelopes(amazon));
                        case SENDGRID -> new SendGridDialect();
                        case MAILGUN -> new MailgunDialect();
                        case POSTMARK -> new PostmarkDialect();
                        case SPARKPOST -> new SparkPostDialect();
                        case MAILCHIMP -> new MailchimpDialect();
                    });
        }
        return dialects;
    }
}
