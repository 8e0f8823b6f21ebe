package dev.rebound.feed.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rebound.parse.provider.ProviderEvent;
import dev.rebound.parse.provider.ProviderEvent.Kind;
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
public final class SesEvents {

    private static final String NAME = "Amazon SES";

    private SesEvents() {}

    /** What it says, one for each message and recipient; opens and the like are passed over. */
    public static List<ProviderEvent> in(JsonNode message) {
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
