package dev.rebound.transport.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rebound.engine.provider.Provider;
import dev.rebound.engine.provider.ProviderCall;
import dev.rebound.engine.provider.ProviderDialect;
import dev.rebound.engine.provider.ProviderEvent;
import dev.rebound.engine.provider.ProviderEvent.Kind;
import java.util.Optional;

/**
 * Postmark's webhooks: one record a call, {@code RecordType} {@code Bounce}, {@code Delivery} or {@code SpamComplaint}.
 * {@code Type} of a bounce is one of Postmark's own; {@code Details} are the server's words, {@code Description} Postmark's. Our
 * token is in the metadata; Postmark gives messages its own ids.
 *
 * <p>Postmark does not sign; it is given an address with user and password in it.
 *
 * @see <a href="https://postmarkapp.com/developer/webhooks/bounce-webhook">Bounce webhook</a>
 * @see <a href="https://postmarkapp.com/developer/api/bounce-api#bounce-types">Bounce types</a>
 * @see <a href="https://postmarkapp.com/developer/webhooks/webhooks-overview#protecting-your-webhook">Protecting a webhook</a>
 */
final class PostmarkDialect implements ProviderDialect {

    private static final String NAME = "Postmark";

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
                .<Reading>map(event -> new Reading.Events(
                        kind(event).map(kind -> event(kind, event)).stream().toList()))
                .orElseGet(() -> new Reading.Refused(Why.UNREADABLE));
    }

    private static Optional<Kind> kind(JsonNode event) {
        return switch (Fields.textOr(event, "", "RecordType")) {
            case "Delivery" -> Optional.of(Kind.DELIVERED);
            case "SpamComplaint" -> Optional.of(Kind.COMPLAINED);
            case "Bounce" -> bounce(Fields.textOr(event, "", "Type"));
            default -> Optional.empty();
        };
    }

    /** Not all that Postmark calls a bounce is one. */
    private static Optional<Kind> bounce(String type) {
        return switch (type) {
            case "Transient" -> Optional.of(Kind.DEFERRED);
            case "AutoResponder", "AddressChange" -> Optional.of(Kind.ANSWERED);
            case "ChallengeVerification" -> Optional.of(Kind.CHALLENGED);
            case "SpamComplaint" -> Optional.of(Kind.COMPLAINED);
            case "Subscribe", "Unsubscribe", "OpenRelayTest", "InboundError", "TemplateRenderingFailed" ->
                Optional.empty();
            default -> Optional.of(Kind.BOUNCED);
        };
    }

    private static ProviderEvent event(Kind kind, JsonNode event) {
        Optional<String> sorting = Fields.text(event, "Type");
        Said said = Said.of(Fields.text(event, "Details"));
        Optional<String> recipient = Fields.text(event, "Email").or(() -> Fields.text(event, "Recipient"));
        String id = Fields.text(event, "ID")
                .orElseGet(() -> Fields.textOr(event, "", "MessageID") + " " + recipient.orElse(""));
        return new ProviderEvent(
                kind,
                id,
                recipient,
                Fields.present(Fields.text(event, "Metadata", TokenMark.NAME)),
                kind == Kind.BOUNCED ? said.given(NAME, sorting) : said.noted(NAME, sorting),
                sorting,
                Fields.octets(event));
    }
}
