package dev.rebound.parse.report;

import dev.rebound.parse.dialect.Confirmations;
import dev.rebound.parse.dialect.NoticeText;
import dev.rebound.parse.mime.Headers;
import java.util.List;
import java.util.Locale;

/** Tells mail that asks the sender to confirm: TMDA, EarthLink, Boxbe, SpamArrest and others. */
final class Challenges {

    private static final List<String> SUBJECTS = List.of(
            "please confirm your message",
            "confirm your message",
            "confirmation required",
            "sender verification",
            "verification required",
            "challenge",
            "your message awaits",
            "requires confirmation",
            "verify your email to",
            "automatic reply to your email, requires");

    private Challenges() {}

    static boolean isChallenge(Headers headers, Envelope envelope, NoticeText text) {
        if (headers.has("x-tmda-challenge")
                || headers.text("x-mailer").startsWith("TMDA")
                || headers.text("x-delivery-agent").startsWith("TMDA")) {
            return true;
        }
        String subject = headers.text("subject").toLowerCase(Locale.ROOT);
        boolean automatic = AutoReplies.isAutoReply(headers)
                || envelope.nullSender()
                || headers.text("auto-submitted").toLowerCase(Locale.ROOT).startsWith("auto-");
        boolean may = automatic || SUBJECTS.stream().anyMatch(subject::contains);
        return may && Confirmations.asked(text);
    }
}
