package dev.rebound.parse.report;

import dev.rebound.parse.dialect.NoticeText;
import dev.rebound.parse.dialect.Vocabulary;
import dev.rebound.parse.mime.Headers;
import java.util.List;
import java.util.Locale;

/** Tells mail that asks the sender to confirm: TMDA, EarthLink, Boxbe, SpamArrest and others. */
final class Challenges {

    private static final List<String> WORDS = List.of(
            "confirm your message",
            "confirm that you are",
            "to confirm that your message",
            "confirm the delivery of",
            "requires confirmation",
            "request for confirmation",
            "please confirm your",
            "your message is awaiting",
            "will be delivered once you",
            "will be delivered after you",
            "add yourself to my",
            "request to be added to my",
            "to be added to my allowed sender",
            "allowed senders list",
            "approved senders list",
            "approved sender list",
            "verify that you are human",
            "verify your email so",
            "verify you are a real person",
            "sender verification request",
            "list of approved senders",
            "senders i have approved",
            "added to my list of",
            "only accept mail from people",
            "spamblocker",
            "spam arrest",
            "spamarrest",
            "boxbe",
            "tmda",
            "challenge/response",
            "challenge-response",
            "one-time verification",
            "before your message can be delivered",
            "in order for your message to be delivered");

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

    private static final Vocabulary VOCABULARY = new Vocabulary(List.of(WORDS));
    private static final Vocabulary.Group ASKS = VOCABULARY.group(WORDS);

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
        return may && VOCABULARY.in(text.text()).any(ASKS);
    }
}
