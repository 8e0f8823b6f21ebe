package dev.rebound.transport.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rebound.engine.provider.Provider;
import dev.rebound.engine.provider.ProviderCall;
import dev.rebound.engine.provider.ProviderDialect;
import dev.rebound.feed.provider.Fields;
import dev.rebound.feed.provider.PostmarkEvents;

/**
 * Postmark's webhooks: one record a call; {@link PostmarkEvents} reads it. Postmark does not sign; it is given an address with user
 * and password in it.
 *
 * @see <a href="https://postmarkapp.com/developer/webhooks/webhooks-overview#protecting-your-webhook">Protecting a webhook</a>
 */
final class PostmarkDialect implements ProviderDialect {

    @Override
    public Provider provider() {
        return Provider.POSTMARK;
    }

    @Override
    public Reading read(String secret, ProviderCall call) {
        if (!Proofs.isBasic(call.header("authorization").orElse(""), secret)) {
            return new Reading.Refused(Why.NOT_THEIRS);
        }
        return Fields.parse(call.body())
                .filter(JsonNode::isObject)
                .<Reading>map(event -> new Reading.Events(PostmarkEvents.in(event)))
                .orElseGet(() -> new Reading.Refused(Why.UNREADABLE));
    }
}
