package dev.rebound.transport.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rebound.engine.provider.Provider;
import dev.rebound.engine.provider.ProviderCall;
import dev.rebound.engine.provider.ProviderDialect;
import dev.rebound.feed.provider.Fields;
import dev.rebound.feed.provider.SesEvents;

/**
 * Amazon SES, by way of a topic of Amazon SNS, whose envelope proves the call; what is in it reads {@link SesEvents}.
 */
final class SesDialect implements ProviderDialect {

    private final SnsEnvelopes envelopes;

    SesDialect(SnsEnvelopes envelopes) {
        this.envelopes = envelopes;
    }

    @Override
    public Provider provider() {
        return Provider.SES;
    }

    @Override
    public Reading read(String secret, ProviderCall call) {
        return switch (envelopes.open(secret, call)) {
            case SnsEnvelopes.Opened.Refused(Why why) -> new Reading.Refused(why);
            case SnsEnvelopes.Opened.Later ignored -> new Reading.Later();
            case SnsEnvelopes.Opened.Nothing ignored -> new Reading.Nothing();
            case SnsEnvelopes.Opened.Message(String text) -> {
                // Amazon greets a new topic's subscriber with a sentence.
                boolean greeting = text.startsWith("Successfully validated SNS topic");
                yield greeting
                        ? new Reading.Nothing()
                        : Fields.parse(text)
                                .filter(JsonNode::isObject)
                                .<Reading>map(message -> new Reading.Events(SesEvents.in(message)))
                                .orElseGet(() -> new Reading.Refused(Why.UNREADABLE));
            }
        };
    }
}
