package dev.rebound.parse.report;

import dev.rebound.parse.dialect.Confirmations;
import dev.rebound.parse.dialect.NoticeText;
import dev.rebound.parse.dialect.Vocabulary;
import dev.rebound.parse.mime.Headers;
import java.util.List;

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
            "requires verification",
            "verify your email to",
            "automatic reply to your email, requires",
            "confirme o envio",
            "confirme el envío",
            "confirmez l'envoi",
            "bestätigen sie ihre nachricht",
            "требуется подтверждение");

    private static final Vocabulary WORDS = new Vocabulary(List.of(SUBJECTS));
    private static final Vocabulary.Group OF_CHALLENGES = WORDS.group(SUBJECTS);

    private Challenges() {}

    static boolean isChallenge(Headers headers, Envelope envelope, NoticeText text) {
        if (headers.has("x-tmda-challenge")
                || headers.has("x-boxtrapper")
                || headers.text("x-mailer").startsWith("TMDA")
                || headers.text("x-delivery-agent").startsWith("TMDA")) {
            return true;
        }
        boolean may = envelope.nullSender()
                || headers.text("auto-submitted").regionMatches(true, 0, "auto-", 0, 5)
                || WORDS.in(headers.text("subject")).any(OF_CHALLENGES)
                || AutoReplies.isAutoReply(headers);
        return may && Confirmations.asked(text);
    }
}
