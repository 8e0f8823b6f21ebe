package dev.rebound.transport.sandbox.notice;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.smtp.SmtpReply;
import dev.rebound.transport.sandbox.record.OwedNotice;
import dev.rebound.transport.sandbox.script.NoticeForm;
import dev.rebound.transport.sandbox.script.NoticePlan;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Composes the notice that follows a message, at the moment the message is taken: what is owed is then
 * in the record to the last byte, and a restart needs nothing but the record. The notice's own date is the one it
 * will be sent at.
 *
 * <p>Thread-safe.
 */
public final class NoticeComposer {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, d MMM uuuu HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final Map<NoticeForm, NoticeTemplate> templates =
            Arrays.stream(NoticeForm.values()).collect(Collectors.toMap(Function.identity(), NoticeTemplate::of));

    /**
     * What the notice is about.
     *
     * @param id the queue id the message was taken under
     * @param server host that took the message and sends the notice
     * @param client the name the sender introduced itself with
     * @param returnPath where the notice goes
     * @param recipient who the message was for
     * @param takenAt in {@code WorldClock} time
     */
    public record Occasion(
            String id,
            String server,
            String client,
            String returnPath,
            EmailAddress recipient,
            Instant takenAt,
            OriginalMessage original) {}

    /** Composes the planned notice. */
    public OwedNotice compose(NoticePlan plan, Occasion occasion) {
        Instant due = occasion.takenAt().plus(plan.after());
        byte[] content = template(plan.form())
                .fill(
                        values(plan, occasion, due),
                        Map.of(
                                "original-headers", occasion.original().headerBytes(),
                                "original", occasion.original().bytes()));
        return new OwedNotice(
                occasion.id(), plan.form().word(), occasion.server(), occasion.returnPath(), due, content);
    }

    private NoticeTemplate template(NoticeForm form) {
        NoticeTemplate template = templates.get(form);
        if (template == null) {
            throw new AssertionError("every form has a template");
        }
        return template;
    }

    private static Map<String, String> values(NoticePlan plan, Occasion occasion, Instant due) {
        String recipient = occasion.recipient().text();
        Map<String, String> values = new HashMap<>();
        values.put("recipient", recipient);
        values.put("local", occasion.recipient().localPart());
        values.put("domain", occasion.recipient().key().domain());
        values.put("host", occasion.server());
        values.put("client", occasion.client());
        values.put("sender", occasion.returnPath());
        values.put("id", occasion.id());
        values.put("boundary", "=_" + occasion.id() + "_" + due.getEpochSecond());
        values.put("date", DATE.format(due));
        values.put("arrival-date", DATE.format(occasion.takenAt()));
        values.put("retry-until", DATE.format(due.plus(Duration.ofDays(5))));
        values.put("subject", orElse(occasion.original().field("Subject"), "(no subject)"));
        values.put("message-id", orElse(occasion.original().field("Message-ID"), "<none@" + occasion.server() + ">"));
        values.put("from", orElse(occasion.original().field("From"), occasion.returnPath()));
        plan.reply().map(template -> template.fill(values)).ifPresent(reply -> values.putAll(replyValues(reply)));
        return values;
    }

    private static Map<String, String> replyValues(SmtpReply reply) {
        Optional<String> status = reply.enhancedStatus().map(Object::toString);
        String text = reply.text();
        return Map.of(
                "code", Integer.toString(reply.code()),
                "status", status.orElse(reply.code() / 100 + ".0.0"),
                "reply", reply.code() + " " + text,
                "reply-text",
                        status.map(s -> text.substring(s.length()).strip()).orElse(text));
    }

    private static String orElse(String value, String otherwise) {
        return value.isEmpty() ? otherwise : value;
    }
}
