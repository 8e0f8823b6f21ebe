package dev.rebound.transport.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rebound.engine.provider.Provider;
import dev.rebound.engine.provider.ProviderCall;
import dev.rebound.engine.provider.ProviderDialect;
import dev.rebound.engine.provider.ProviderEvent;
import dev.rebound.engine.provider.ProviderEvent.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Amazon SES, by way of a topic of Amazon SNS: the notification's {@code Message} is JSON with {@code notificationType} (or
 * {@code eventType}, from a configuration set), {@code mail}, and an object for the type that names the recipients, several
 * maybe. {@code mail.source} is the envelope's sender, which is our return path; SES gives the message another Message-ID, but
 * tells the original headers where asked to.
 *
 * @see <a href="https://docs.aws.amazon.com/ses/latest/dg/notification-contents.html">Notification contents</a>
 * @see <a href="https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html">Event contents</a>
 */
final class SesDialect implements ProviderDialect {

    private static final String NAME = "Amazon SES";

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
                                .<Reading>map(message -> new Reading.Events(events(message)))
                                .orElseGet(() -> new Reading.Refused(Why.UNREADABLE));
            }
        };
    }

    private static List<ProviderEvent> events(JsonNode message) {
        String type = Fields.text(message, "notificationType")
                .or(() -> Fields.text(message, "eventType"))
                .orElse("");
        return switch (type) {
            case "Bounce" -> bounces(message);
            case "Complaint" -> complaints(message);
            case "Delivery" -> deliveries(message);
            case "DeliveryDelay" -> delays(message);
            case "Reject" -> rejects(message);
            default -> List.of();
        };
    }

    private static List<ProviderEvent> bounces(JsonNode message) {
        JsonNode bounce = message.path("bounce");
        Optional<String> sorting =
                Fields.text(bounce, "bounceType").map(type -> type + "/" + Fields.textOr(bounce, "", "bounceSubType"));
        List<ProviderEvent> events = new ArrayList<>();
        for (JsonNode recipient : bounce.path("bouncedRecipients")) {
            Said said = Said.of(Fields.text(recipient, "diagnosticCode"))
                    .withStatus(Fields.text(recipient, "status"))
                    .by(Fields.text(bounce, "reportingMTA"));
            events.add(new ProviderEvent(
                    Kind.BOUNCED,
                    id(message, bounce, recipient),
                    Fields.text(recipient, "emailAddress"),
                    marks(message),
                    said.given(NAME, sorting),
                    sorting,
                    Fields.octets(message)));
        }
        return events;
    }

    private static List<ProviderEvent> complaints(JsonNode message) {
        JsonNode complaint = message.path("complaint");
        Optional<String> sorting =
                Fields.text(complaint, "complaintFeedbackType").or(() -> Fields.text(complaint, "complaintSubType"));
        List<ProviderEvent> events = new ArrayList<>();
        for (JsonNode recipient : complaint.path("complainedRecipients")) {
            events.add(new ProviderEvent(
                    Kind.COMPLAINED,
                    id(message, complaint, recipient),
                    Fields.text(recipient, "emailAddress"),
                    marks(message),
                    Said.of(Optional.empty()).noted(NAME, sorting),
                    sorting,
                    Fields.octets(message)));
        }
        return events;
    }

    private static List<ProviderEvent> deliveries(JsonNode message) {
        JsonNode delivery = message.path("delivery");
        List<ProviderEvent> events = new ArrayList<>();
        for (JsonNode recipient : delivery.path("recipients")) {
            Said said = Said.of(Fields.text(delivery, "smtpResponse")).by(Fields.text(delivery, "remoteMtaIp"));
            events.add(new ProviderEvent(
                    Kind.DELIVERED,
                    Fields.textOr(message, "", "mail", "messageId") + " " + recipient.asText(),
                    Optional.of(recipient.asText()).filter(text -> !text.isBlank()),
                    marks(message),
                    said.noted(NAME, Optional.empty()),
                    Optional.empty(),
                    Fields.octets(message)));
        }
        return events;
    }

    private static List<ProviderEvent> delays(JsonNode message) {
        JsonNode delay = message.path("deliveryDelay");
        Optional<String> sorting = Fields.text(delay, "delayType");
        List<ProviderEvent> events = new ArrayList<>();
        for (JsonNode recipient : delay.path("delayedRecipients")) {
            Said said = Said.of(Fields.text(recipient, "diagnosticCode")).withStatus(Fields.text(recipient, "status"));
            events.add(new ProviderEvent(
                    Kind.DEFERRED,
                    id(message, delay, recipient),
                    Fields.text(recipient, "emailAddress"),
                    marks(message),
                    said.noted(NAME, sorting),
                    sorting,
                    Fields.octets(message)));
        }
        return events;
    }

    /** SES found a virus and sent it to nobody. */
    private static List<ProviderEvent> rejects(JsonNode message) {
        Optional<String> sorting = Fields.text(message, "reject", "reason").map(reason -> "Reject/" + reason);
        List<ProviderEvent> events = new ArrayList<>();
        for (JsonNode recipient : message.path("mail").path("destination")) {
            events.add(new ProviderEvent(
                    Kind.BOUNCED,
                    Fields.textOr(message, "", "mail", "messageId") + " " + recipient.asText(),
                    Optional.of(recipient.asText()).filter(text -> !text.isBlank()),
                    marks(message),
                    Said.of(Optional.empty()).given(NAME, sorting),
                    sorting,
                    Fields.octets(message)));
        }
        return events;
    }

    private static String id(JsonNode message, JsonNode of, JsonNode recipient) {
        String told = Fields.text(of, "feedbackId")
                .orElseGet(() ->
                        Fields.textOr(message, "", "mail", "messageId") + " " + Fields.textOr(of, "", "timestamp"));
        return told + " " + Fields.textOr(recipient, "", "emailAddress");
    }

    private static List<String> marks(JsonNode message) {
        JsonNode mail = message.path("mail");
        List<String> marks = new ArrayList<>(
                Fields.present(Fields.text(mail, "source"), Fields.text(mail, "commonHeaders", "messageId")));
        for (JsonNode header : mail.path("headers")) {
            if (Fields.textOr(header, "", "name").equalsIgnoreCase("Message-ID")) {
                Fields.text(header, "value").ifPresent(marks::add);
            }
        }
        return marks;
    }
}
