package dev.rebound.feed.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rebound.core.address.AddressKey;
import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.token.ReturnPath;
import dev.rebound.core.token.TokenCheck;
import dev.rebound.feed.report.Reading;
import dev.rebound.feed.report.ReportRefused.Why;
import dev.rebound.feed.report.Tokens;
import dev.rebound.feed.seen.Judge;
import dev.rebound.feed.seen.Seen;
import dev.rebound.feed.seen.UnreadableException;
import dev.rebound.parse.provider.EventMeaning;
import dev.rebound.parse.provider.ProviderEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Reads what providers post, once somebody has put it into a topic or a file: an event, or an array of them. Which provider's it
 * is shows in its form, so records of several may lie together. A notification of Amazon SNS is opened; its signature is
 * not looked at, for whoever may write to the topic is believed.
 *
 * <p>An event is of our mail if a token of ours is where the provider keeps what we gave it; others are passed over. Thread-safe if the
 * judge is.
 */
public final class EventReader {

    /** What our token is called in a provider's metadata. */
    public static final String TOKEN = "rebound";

    private final Tokens tokens;
    private final Judge judge;

    public EventReader(Tokens tokens, Judge judge) {
        this.tokens = tokens;
        this.judge = judge;
    }

    /**
     * What a record says.
     *
     * @param at when it came: not all providers say when something happened
     * @throws UnreadableException if it has the form of no provider's event
     */
    public Reading read(byte[] record, Instant at) {
        JsonNode node = Fields.parse(record).orElseThrow(() -> new UnreadableException("not JSON"));
        Reading all = Reading.NOTHING;
        for (JsonNode each : Fields.each(node)) {
            for (ProviderEvent event : events(each)) {
                all = all.and(read(event, at.truncatedTo(ChronoUnit.MILLIS)));
            }
        }
        return all;
    }

    private static List<ProviderEvent> events(JsonNode node) {
        if (node.path("Type").asText().equals("Notification")
                && node.path("Message").isTextual()) {
            return Fields.parse(node.path("Message").textValue())
                    .filter(JsonNode::isObject)
                    .map(EventReader::events)
                    .orElseGet(List::of);
        }
        if (node.path("mail").isObject()) {
            return SesEvents.in(node);
        }
        if (node.path("event").isTextual() && node.path("email").isTextual()) {
            return SendGridEvents.in(arrayOf(node));
        }
        if (node.path("event-data").isObject()) {
            return MailgunEvents.in(node.path("event-data"));
        }
        if (node.path("msys").isObject()) {
            return SparkPostEvents.in(arrayOf(node));
        }
        if (node.path("RecordType").isTextual()) {
            return PostmarkEvents.in(node);
        }
        if (node.path("msg").isObject()) {
            return MailchimpEvents.in(arrayOf(node));
        }
        throw new UnreadableException("the form of no provider's event");
    }

    private static JsonNode arrayOf(JsonNode node) {
        return Fields.array(List.of(node));
    }

    private Reading read(ProviderEvent event, Instant at) {
        return tokens.find(event.marks(), at)
                .map(check -> switch (check) {
                    case TokenCheck.Valid(ReturnPath path) -> read(event, path, at);
                    case TokenCheck.Expired ignored -> Reading.refused(Why.EXPIRED_TOKEN);
                    case TokenCheck.Forged ignored -> Reading.FOREIGN;
                })
                .orElse(Reading.FOREIGN);
    }

    private Reading read(ProviderEvent event, ReturnPath path, Instant at) {
        Optional<AddressKey> recipient =
                event.recipient().flatMap(EmailAddress::parse).map(EmailAddress::key);
        return recipient
                .map(address -> Reading.of(new Seen(
                        address,
                        new EventMeaning(path.message(), at, event).observation(judge::judge),
                        Optional.of(path.account()),
                        0,
                        Seen.Beginning.ELSEWHERE)))
                .orElseGet(() -> Reading.refused(Why.NO_RECIPIENT));
    }
}
