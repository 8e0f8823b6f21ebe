package dev.rebound.parse.report;

import dev.rebound.parse.dialect.Addresses;
import dev.rebound.parse.dialect.PhraseBook;
import dev.rebound.parse.mime.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the headers of a message say about who wrote it: a mail system or a person, and whether by itself.
 *
 * @param exists false where the message is a bare text without headers
 * @param fromSystem whether From, Sender or Return-Path name a mail system
 * @param nullSender whether the envelope sender was empty, as it must be for reports (RFC 5321, section 4.5.5)
 * @param reportSubject whether the subject announces a report
 * @param failedRecipients addresses of X-Failed-Recipients (Exim, Gmail)
 * @param answers whether it answers another message as people's mail does
 */
record Envelope(
        boolean exists,
        boolean fromSystem,
        boolean nullSender,
        boolean reportSubject,
        List<String> failedRecipients,
        boolean answers) {

    private static final List<String> SYSTEM_NAMES = List.of(
            "mailer-daemon",
            "mailer_daemon",
            "mailerdaemon",
            "mail-daemon",
            "mdaemon",
            "postmaster",
            "post_master",
            "post-master",
            "mail delivery system",
            "mail delivery subsystem",
            "mail deliver system",
            "delivery subsystem",
            "mail administrator",
            "system administrator",
            "mail system",
            "mail.delivery.system",
            "delivery system",
            "bounce@",
            "bounces@",
            "mail-system",
            "mailsystem",
            "mailserver",
            "mail-noreply",
            "mail gateway",
            "microsoft outlook",
            "systemadministrator",
            "interscan",
            "mail router",
            "mailgateway",
            "antispam",
            "mimedefang",
            "email security");

    /** Characters of the From header that are looked at. */
    private static final int FROM_LENGTH_MAX = 1_000;

    static Envelope of(Headers headers) {
        String from = (headers.text("from") + " " + headers.text("sender")).toLowerCase(Locale.ROOT);
        String sender = from.substring(0, Math.min(from.length(), FROM_LENGTH_MAX));
        List<String> paths = headers.values("return-path");
        boolean system = SYSTEM_NAMES.stream().anyMatch(sender::contains)
                || paths.stream().anyMatch(p -> p.toLowerCase(Locale.ROOT).contains("mailer-daemon"));
        boolean empty = paths.stream().anyMatch(p -> p.replace(" ", "").equals("<>"))
                || headers.values("x-envelope-from").stream()
                        .anyMatch(p -> p.replace(" ", "").equals("<>"))
                || from.strip().endsWith("<>");
        List<String> failed = new ArrayList<>();
        for (String value : headers.values("x-failed-recipients")) {
            for (String piece : value.split(",", DeliveryStatus.RECIPIENTS_MAX)) {
                Addresses.bare(piece).filter(a -> !failed.contains(a)).ifPresent(failed::add);
            }
        }
        String subject = headers.text("subject");
        boolean answers = subject.regionMatches(true, 0, "re:", 0, 3)
                && (headers.has("in-reply-to") || headers.has("references"));
        return new Envelope(
                !headers.isEmpty(), system, empty, PhraseBook.isReportSubject(subject), List.copyOf(failed), answers);
    }

    /** Whether the headers alone make a report likely. */
    boolean suggestsReport() {
        return fromSystem || nullSender || !failedRecipients.isEmpty();
    }
}
