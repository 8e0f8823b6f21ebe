package dev.rebound.feed.log;

import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.Diagnostic.Finality;
import dev.rebound.core.smtp.EnhancedStatus;
import dev.rebound.core.smtp.SmtpCommand;
import dev.rebound.core.smtp.SmtpReply;
import dev.rebound.feed.seen.UnreadableException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A line of Postfix's log about a message in its queue. The queue manager names the envelope sender when it takes a message up, the delivery
 * agents name the recipient and what came of it, and only the queue id, which is one server's, ties both together:
 *
 * <pre>
 * postfix/qmgr[7]: 4bKq3T2Xz9z1: from=&lt;b-...@bounce.example&gt;, size=2345, nrcpt=1 (queue active)
 * postfix/smtp[9]: 4bKq3T2Xz9z1: to=&lt;kim@dept.example&gt;, relay=mx.dept.example[192.0.2.1]:25, delay=1.2,
 *     delays=0.1/0/0.5/0.6, dsn=5.1.1, status=bounced (host mx.dept.example[192.0.2.1] said: 550 5.1.1 ...
 *     (in reply to RCPT TO command))
 * postfix/qmgr[7]: 4bKq3T2Xz9z1: removed
 * </pre>
 *
 * @param queue the server and the id in its queue
 * @see <a href="https://www.postfix.org/smtp.8.html">smtp(8)</a>
 * @see <a href="https://www.postfix.org/qmgr.8.html">qmgr(8)</a>
 * @see <a href="https://www.postfix.org/postconf.5.html#enable_long_queue_ids">Queue ids</a>
 */
public record PostfixLine(String queue, Instant at, Said said) {

    private static final int QUEUE_ID_MIN = 5;
    private static final int QUEUE_ID_MAX = 64;

    /** Agents that speak with other servers, and the one that fails mail in their stead. */
    private static final Set<String> AGENTS = Set.of("smtp", "lmtp", "error", "retry");

    private static final Set<String> MANAGERS = Set.of("qmgr", "nqmgr", "oqmgr");

    private static final String IN_REPLY_TO = " (in reply to ";

    /** What a line says. */
    public sealed interface Said {

        /** Who sent the message. */
        record Sender(String address) implements Said {}

        /** What came of an attempt. */
        record Answer(String recipient, Outcome outcome, Diagnostic words) implements Said {

            /** Whether it is tried again. */
            public boolean isDeferral() {
                return outcome == Outcome.DEFERRED;
            }
        }

        /** It has waited too long and was returned. */
        record Expired() implements Said {}

        /** It has left the queue; nothing more is said of it. */
        record Removed() implements Said {}
    }

    /**
     * Reads a line.
     *
     * @param near when it was taken in: where it says no year, the year is this one's or the one before
     * @param zone where it says none
     * @return empty if it is not about what becomes of a message
     * @throws UnreadableException if it is no line of a log
     */
    public static Optional<PostfixLine> parse(String line, Instant near, ZoneId zone) {
        SyslogLine syslog = SyslogLine.parse(line, new SyslogLine.Clock(near, zone));
        int colon = syslog.words().indexOf(": ");
        if (colon < QUEUE_ID_MIN || colon > QUEUE_ID_MAX || !isQueueId(syslog.words(), colon)) {
            return Optional.empty();
        }
        String words = syslog.words().substring(colon + 2);
        String queue = syslog.host() + " " + syslog.words().substring(0, colon);
        return said(syslog.service(), words).map(said -> new PostfixLine(queue, syslog.at(), said));
    }

    private static boolean isQueueId(String words, int end) {
        return words.chars().limit(end).allMatch(c -> c < 128 && Character.isLetterOrDigit(c));
    }

    private static Optional<Said> said(String service, String words) {
        if (AGENTS.contains(service)) {
            return answer(words);
        }
        if (!MANAGERS.contains(service)) {
            return Optional.empty();
        }
        if (words.equals("removed")) {
            return Optional.of(new Said.Removed());
        }
        if (words.contains(", status=expired") || words.contains(", status=force-expired")) {
            return Optional.of(new Said.Expired());
        }
        return between(words, "from=<", ">,").map(Said.Sender::new);
    }

    private static Optional<Said> answer(String words) {
        int status = words.indexOf(", status=");
        if (!words.startsWith("to=<") || status < 0) {
            return Optional.empty();
        }
        String head = words.substring(0, status + 1);
        String tail = words.substring(status + ", status=".length());
        int space = tail.indexOf(' ');
        String name = space < 0 ? tail : tail.substring(0, space);
        String more = space < 0 ? "" : tail.substring(space + 1);
        return outcome(name)
                .map(outcome -> new Said.Answer(
                        between(head, ", orig_to=<", ">,")
                                .or(() -> between(head, "to=<", ">,"))
                                .orElse(""),
                        outcome,
                        diagnostic(outcome, head, inside(more))));
    }

    private static Optional<Outcome> outcome(String status) {
        return switch (status) {
            case "sent" -> Optional.of(Outcome.TAKEN);
            case "deferred" -> Optional.of(Outcome.DEFERRED);
            case "bounced" -> Optional.of(Outcome.FAILED);
            case "expired" -> Optional.of(Outcome.EXPIRED);
            default -> Optional.empty();
        };
    }

    /** Without the parentheses around it; the last one is missing where syslog has cut the line. */
    private static String inside(String more) {
        String bare = more.startsWith("(") ? more.substring(1) : more;
        return bare.endsWith(")") ? bare.substring(0, bare.length() - 1) : bare;
    }

    /** A server's words follow its name; all else Postfix says itself, and the status is the one that it gives. */
    private static Diagnostic diagnostic(Outcome outcome, String head, String text) {
        int said = text.indexOf(" said: ");
        int refused = text.indexOf(" refused to talk to me: ");
        Optional<SmtpCommand> command = refused >= 0 ? Optional.of(SmtpCommand.CONNECT) : Optional.empty();
        String words = text;
        if (refused >= 0) {
            words = text.substring(refused + " refused to talk to me: ".length());
        } else if (said >= 0) {
            words = text.substring(said + " said: ".length());
            int reply = words.lastIndexOf(IN_REPLY_TO);
            if (reply >= 0) {
                command = SmtpCommands.of(words.substring(reply + IN_REPLY_TO.length()));
                words = words.substring(0, reply);
            }
        }
        Optional<SmtpReply> reply = SmtpReply.parse(words);
        return new Diagnostic(
                outcome == Outcome.DEFERRED ? Finality.STILL_TRYING : Finality.FINAL,
                reply.map(one -> OptionalInt.of(one.code())).orElse(OptionalInt.empty()),
                reply.flatMap(SmtpReply::enhancedStatus)
                        .or(() -> between(head, ", dsn=", ",").flatMap(EnhancedStatus::parse)),
                words,
                command,
                between(head, ", relay=", "[").map(name -> name.toLowerCase(Locale.ROOT)));
    }

    private static Optional<String> between(String text, String before, String after) {
        int from = text.indexOf(before);
        int to = from < 0 ? -1 : text.indexOf(after, from + before.length());
        return to < 0 ? Optional.empty() : Optional.of(text.substring(from + before.length(), to));
    }
}
