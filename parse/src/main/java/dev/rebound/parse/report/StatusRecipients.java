package dev.rebound.parse.report;

import dev.rebound.core.smtp.EnhancedStatus;
import dev.rebound.parse.dialect.Addresses;
import dev.rebound.parse.dialect.ReplyText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The recipients of a {@link DeliveryStatus}: fields to meaning (RFC 3464, section 2.3). */
final class StatusRecipients {

    private StatusRecipients() {}

    static List<ReportedRecipient> of(DeliveryStatus status) {
        List<ReportedRecipient> recipients = new ArrayList<>();
        for (Map<String, String> fields : status.recipients()) {
            recipients.add(recipient(fields));
        }
        return recipients;
    }

    private static ReportedRecipient recipient(Map<String, String> fields) {
        Optional<String> original = address(fields, "original-recipient");
        Optional<String> finalAddress = address(fields, "final-recipient")
                .filter(a -> isWhole(a) || original.stream().noneMatch(o -> isWhole(o)));
        Optional<String> actual = address(fields, "x-actual-recipient");
        String text = withoutType(fields.getOrDefault("diagnostic-code", ""));
        ReplyText reply = ReplyText.read(text, host(fields.getOrDefault("remote-mta", "")));
        Optional<EnhancedStatus> status = EnhancedStatus.find(fields.getOrDefault("status", ""));
        Optional<String> address = finalAddress.or(() -> original).or(() -> actual);
        return new ReportedRecipient(
                address,
                original.filter(o -> address.stream().noneMatch(a -> Addresses.same(a, o))),
                action(fields, status),
                status.or(reply::status),
                reply.code().isPresent() ? reply.code() : ReplyText.code(fields.getOrDefault("status", "")),
                text,
                reply.command(),
                reply.remoteMta());
    }

    /** Some servers name a local user or one of their modules; X.400 names have no at sign but slashes. */
    private static boolean isWhole(String address) {
        return address.indexOf('@') > 0 || address.startsWith("/");
    }

    private static RecipientAction action(Map<String, String> fields, Optional<EnhancedStatus> status) {
        return RecipientAction.parse(fields.getOrDefault("action", ""))
                .orElseGet(() -> status.map(StatusRecipients::impliedBy).orElse(RecipientAction.FAILED));
    }

    private static RecipientAction impliedBy(EnhancedStatus status) {
        return switch (status.statusClass()) {
            case 2 -> RecipientAction.DELIVERED;
            case 4 -> RecipientAction.DELAYED;
            default -> RecipientAction.FAILED;
        };
    }

    private static Optional<String> address(Map<String, String> fields, String name) {
        return Optional.ofNullable(fields.get(name)).flatMap(StatusRecipients::address);
    }

    /** {@code type; address}; the type is left out by some, and {@code utf-8} has an encoding (RFC 6533). */
    static Optional<String> address(String field) {
        int semicolon = field.indexOf(';');
        String text = semicolon < 0 ? field : field.substring(semicolon + 1);
        boolean utf8 = field.regionMatches(true, 0, "utf-8", 0, 5);
        return Addresses.bare(utf8 ? UnicodeAddress.decode(text.strip()) : text);
    }

    /** A host name of a field such as {@code Reporting-MTA: dns; mx.example.com}. */
    static Optional<String> host(String field) {
        return ReplyText.hostOfField(field);
    }

    /** {@code smtp; 550 ...} without its type, lines kept. */
    private static String withoutType(String field) {
        int semicolon = field.indexOf(';');
        boolean type = semicolon >= 0 && semicolon <= 16 && field.lastIndexOf(' ', semicolon) < 0;
        return (type ? field.substring(semicolon + 1) : field).strip();
    }
}
