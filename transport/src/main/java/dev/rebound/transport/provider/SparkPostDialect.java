package dev.rebound.transport.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rebound.engine.provider.Provider;
import dev.rebound.engine.provider.ProviderCall;
import dev.rebound.engine.provider.ProviderDialect;
import dev.rebound.feed.provider.Fields;
import dev.rebound.feed.provider.SparkPostEvents;

/**
 * SparkPost's webhooks: an array a call; {@link SparkPostEvents} reads it. SparkPost does not sign; it calls with HTTP Basic.
 *
 * @see <a href="https://developers.sparkpost.com/api/webhooks/">Webhooks API</a>
 */
final class SparkPostDialect implements ProviderDialect {

    @Override
    public Provider provider() {
        return Provider.SPARKPOST;
    }

    @Override
    public Reading read(String secret, ProviderCall call) {
        if (!Proofs.isBasic(call.header("authorization").orElse(""), secret)) {
            return new Reading.Refused(Why.NOT_THEIRS);
        }
        return Fields.parse(call.body())
                .filter(JsonNode::isArray)
                .<Reading>map(batch -> new Reading.Events(SparkPostEvents.in(batch)))
                .orElseGet(() -> new Reading.Refused(Why.UNREADABLE));
    }
}
