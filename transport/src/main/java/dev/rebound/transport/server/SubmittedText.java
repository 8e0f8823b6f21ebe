package dev.rebound.transport.server;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.smtp.SmtpReply;
import dev.rebound.engine.delivery.MessageContent;
import dev.rebound.engine.submission.SubmittedMail;
import dev.rebound.engine.submission.SubmittedMail.Asks;
import dev.rebound.parse.mime.Headers;
import dev.rebound.transport.outgoing.OutgoingText;
import dev.rebound.transport.outgoing.OutgoingText.Field;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A submitted message made ready to be sent on (RFC 6409, section 8): what is missing is added, what recipients must
 * not see is taken out, and the rest stays as it came, octet by octet. What other servers would refuse, or read in
 * two ways, is refused here, where the program that wrote it still listens.
 */
final class SubmittedText {

    /** Octets of a line without its end (RFC 5322, section 2.1.1). */
    private static final int LINE_OCTETS_MAX = 998;

    private static final int HEADER_OCTETS_MAX = 64 * 1024;
    /** More stations than this are a loop (RFC 5321, section 6.3). */
    private static final int STATIONS_MAX = 100;

    private static final String STREAM = "x-rebound-email";
    private static final String UNSUBSCRIBE = "x-rebound-unsubscribe";

    /** May be there once only (RFC 5322, section 3.6); which of two counts, nobody agrees about. */
    private static final List<String> ONCE =
            List.of("from", "sender", "reply-to", "to", "cc", "subject", "date", "message-id", STREAM, UNSUBSCRIBE);
    /** Not for recipients, or not for programs to set. */
    private static final Set<String> TAKEN_OUT = Set.of("bcc", "resent-bcc", "return-path", STREAM, UNSUBSCRIBE);

    /** What came of reading. */
    sealed interface Result {

        /** It can be taken. */
        record Good(SubmittedMail mail) implements Result {}

        /** It cannot. */
        record Refused(SmtpReply reply) implements Result {}
    }

    /**
     * How it came in.
     *
     * @param host our name
     * @param peer the client's IP address
     */
    record Arrival(String host, String peer, Instant at) {}

    private final ReceivedMessage message;
    private final Arrival arrival;
    private final OutgoingText text;

    private SubmittedText(ReceivedMessage message, Arrival arrival) {
        this.message = message;
        this.arrival = arrival;
        this.text = OutgoingText.of(new MessageContent.Given(message.content()));
    }

    static Result read(ReceivedMessage message, List<EmailAddress> recipients, Arrival arrival) {
        return new SubmittedText(message, arrival).read(recipients);
    }

    private Result read(List<EmailAddress> recipients) {
        Optional<String> problem = problem();
        if (problem.isPresent()) {
            return refused(554, problem.get());
        }
        Optional<EmailAddress> author = text.author();
        if (author.isEmpty()) {
            return refused(550, "5.1.7 From must name one author, with an address that mail can be sent from");
        }
        Headers headers = Headers.parse(Arrays.copyOf(text.text(), text.bodyStart()));
        Optional<String> stream = headers.first(STREAM).filter(name -> !name.isBlank());
        if (stream.filter(name -> !isFitting(name)).isPresent()) {
            return refused(
                    554,
                    "5.6.0 X-Rebound-Email has a control character, or more than %d characters"
                            .formatted(SubmittedMail.STREAM_LENGTH_MAX));
        }
        String headerId = text.named("message-id")
                .findFirst()
                .map(Field::value)
                .filter(value -> !value.isEmpty())
                .orElseGet(() -> "<" + UUID.randomUUID() + "@" + arrival.host() + ">");
        Asks asks = headers.first(UNSUBSCRIBE).filter("yes"::equalsIgnoreCase).isPresent()
                ? Asks.UNSUBSCRIBE_LINK
                : Asks.NOTHING;
        String subject = headers.first("subject").orElse("");
        return new Result.Good(
                new SubmittedMail(author.get(), subject, headerId, stream, asks, content(headerId), recipients));
    }

    private static Result refused(int code, String words) {
        return new Result.Refused(SmtpReply.of(code, words));
    }

    private static boolean isFitting(String name) {
        return name.length() <= SubmittedMail.STREAM_LENGTH_MAX
                && name.codePoints()
                        .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
    }

    private Optional<String> problem() {
        if (text.bodyStart() > HEADER_OCTETS_MAX) {
            return Optional.of("5.3.4 The header has more than %d octets".formatted(HEADER_OCTETS_MAX));
        }
        for (Field field : text.fields()) {
            boolean folded = field.lines().startsWith(" ") || field.lines().startsWith("\t");
            if (folded || !field.name().matches("[!-9;-~]+") || !field.lines().endsWith("\r\n")) {
                return Optional.of("5.6.0 The header has a line that is no field: it ends with a blank line");
            }
        }
        Optional<String> twice =
                ONCE.stream().filter(name -> text.named(name).count() > 1).findFirst();
        if (twice.isPresent()) {
            return Optional.of("5.6.0 The field %s may be there once only".formatted(twice.get()));
        }
        if (text.named("received").count() > STATIONS_MAX) {
            return Optional.of("5.4.6 This mail goes round in circles");
        }
        return lineProblem();
    }

    private Optional<String> lineProblem() {
        int start = 0;
        byte[] octets = text.text();
        for (int i = 0; i < octets.length; i++) {
            if (octets[i] == 0) {
                return Optional.of("5.6.0 The message has a NUL");
            }
            if (octets[i] == '\n') {
                start = i + 1;
            } else if (i - start > LINE_OCTETS_MAX) {
                return Optional.of("5.6.0 A line has more than %d octets: encode the body as quoted-printable or base64"
                        .formatted(LINE_OCTETS_MAX));
            }
        }
        return Optional.empty();
    }

    /** Trace first (RFC 5321, section 4.4), then what was missing, then what came. */
    private byte[] content(String headerId) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.text().length + 512);
        out.writeBytes(added(headerId).getBytes(StandardCharsets.UTF_8));
        boolean hasId = text.named("message-id").map(Field::value).anyMatch(value -> !value.isEmpty());
        for (Field field : text.fields()) {
            boolean empty = field.name().equals("message-id") && !hasId;
            if (!empty && !TAKEN_OUT.contains(field.name())) {
                out.writeBytes(field.lines().getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        out.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        out.write(text.text(), text.bodyStart(), text.text().length - text.bodyStart());
        return out.toByteArray();
    }

    private String added(String headerId) {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(arrival.at().atOffset(ZoneOffset.UTC));
        StringBuilder added = new StringBuilder("Received: from %s ([%s])\r\n\tby %s with %s;\r\n\t%s\r\n"
                .formatted(clientName(), arrival.peer(), arrival.host(), protocol(), date));
        if (text.named("date").findAny().isEmpty()) {
            added.append("Date: ").append(date).append("\r\n");
        }
        if (text.named("message-id").map(Field::value).allMatch(String::isEmpty)) {
            added.append("Message-ID: ").append(headerId).append("\r\n");
        }
        return added.toString();
    }

    /** Transmission types of RFC 3848 and RFC 6531; everybody has signed in. */
    private String protocol() {
        return message.tls() ? "ESMTPSA" : "ESMTPA";
    }

    /** Whatever a client calls itself, only letters of a name get into the header. */
    private String clientName() {
        String safe = message.clientName()
                .codePoints()
                .filter(c -> c < 0x80 && (Character.isLetterOrDigit(c) || ".-_:[]".indexOf(c) >= 0))
                .limit(255)
                .mapToObj(Character::toString)
                .collect(Collectors.joining())
                .toLowerCase(Locale.ROOT);
        return safe.isEmpty() ? "unknown" : safe;
    }
}
