package dev.rebound.parse.dialect;

import dev.rebound.core.smtp.EnhancedStatus;
import dev.rebound.core.smtp.SmtpCommand;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the words of a server give away: reply code, enhanced status, the command that was answered and the
 * server that answered. Works on the text of any mailer; every look is one pass or a few.
 *
 * @param code the reply code that stands where a reply starts, else the first number that can be one
 * @param status the enhanced status code next to the reply code, else the first one in the text
 * @param command the SMTP command named in the text
 * @param remoteMta the host that is said to have answered, lower case
 */
public record ReplyText(
        OptionalInt code, Optional<EnhancedStatus> status, Optional<SmtpCommand> command, Optional<String> remoteMta) {

    /** What stands before a code that is quoted from another server. */
    private static final List<String> QUOTING = List.of("said:", "<<<", "response:", "returned:", "...", "replied:");
    /** What stands before a code that is the reporter's own, or quoted less plainly. */
    private static final List<String> INTRODUCING =
            List.of(";", ":", "'", "\"", ">>>", "#", "error", "code", "returned", "(");

    private static final Vocabulary WORDS =
            new Vocabulary(List.of(NamedCommand.WORDS, RemoteHost.BEFORE, RemoteHost.AFTER));
    private static final Vocabulary.Group BEFORE_HOST = WORDS.group(RemoteHost.BEFORE);
    private static final Vocabulary.Group AFTER_HOST = WORDS.group(RemoteHost.AFTER);
    private static final NamedCommand COMMANDS = new NamedCommand(WORDS);

    /** Characters of a text that are read: replies are shorter, and what they quote is not about the reply. */
    private static final int LENGTH_MAX = 8_192;

    /** Reads a text. */
    public static ReplyText read(String whole) {
        return read(whole, Optional.empty());
    }

    /** Reads a text of a server that may be known already: then its name is not looked for in the text. */
    public static ReplyText read(String whole, Optional<String> known) {
        String text = whole.length() > LENGTH_MAX ? whole.substring(0, LENGTH_MAX) : whole;
        int at = codeAt(text);
        OptionalInt code = at < 0 ? OptionalInt.empty() : OptionalInt.of(number(text, at));
        String line = text.replace('\n', ' ');
        Vocabulary.Said said = WORDS.in(line);
        Optional<String> remoteMta = known.isPresent() ? known : host(line, said);
        return new ReplyText(code, status(text, at), COMMANDS.in(said), remoteMta);
    }

    private static Optional<String> host(String line, Vocabulary.Said said) {
        return RemoteHost.in(line, said.these(BEFORE_HOST), said.these(AFTER_HOST));
    }

    /** The reply code of a text, as {@link #read} finds it. */
    public static OptionalInt code(String whole) {
        String text = whole.length() > LENGTH_MAX ? whole.substring(0, LENGTH_MAX) : whole;
        int at = codeAt(text);
        return at < 0 ? OptionalInt.empty() : OptionalInt.of(number(text, at));
    }

    /** Whether a text has a reply code or an enhanced status code. */
    public static boolean quotesReply(String whole) {
        String text = whole.length() > LENGTH_MAX ? whole.substring(0, LENGTH_MAX) : whole;
        return codeAt(text) >= 0 || EnhancedStatus.find(text).isPresent();
    }

    /** Nothing known. */
    public static ReplyText unknown() {
        return new ReplyText(OptionalInt.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The host of a field such as {@code Remote-MTA: dns; mx.example.com}. */
    public static Optional<String> hostOfField(String field) {
        return RemoteHost.ofField(field);
    }

    private static Optional<EnhancedStatus> status(String text, int codeAt) {
        if (codeAt >= 0) {
            int end = Math.min(text.length(), codeAt + 16);
            Optional<EnhancedStatus> beside = EnhancedStatus.find(text.substring(codeAt + 3, end));
            if (beside.isPresent()) {
                return beside;
            }
        }
        return EnhancedStatus.find(text);
    }

    /** The best place of a reply code: after words that introduce one, before an enhanced code, else the first. */
    private static int codeAt(String text) {
        int best = -1;
        int bestRank = 0;
        for (int i = 0; i + 3 <= text.length(); i++) {
            char c = text.charAt(i);
            if ((c == '4' || c == '5') && isNumber(text, i) && isReplyCode(number(text, i))) {
                int rank = rank(text, i);
                if (rank > bestRank) {
                    best = i;
                    bestRank = rank;
                }
                i += 2;
            }
        }
        return best;
    }

    private static boolean isNumber(String text, int at) {
        if (!isDigit(text, at + 1) || !isDigit(text, at + 2) || isDigit(text, at + 3)) {
            return false;
        }
        char before = at == 0 ? ' ' : text.charAt(at - 1);
        char after = at + 3 < text.length() ? text.charAt(at + 3) : ' ';
        boolean inWord = (Character.isLetterOrDigit(before) && before < 0x80) || "._-/@+,$%&=".indexOf(before) >= 0;
        boolean wordFollows = (Character.isLetter(after) && after < 0x80) || "_@/%+=$".indexOf(after) >= 0;
        boolean decimal = (after == '.' || after == ',' || after == ':') && isDigit(text, at + 4);
        return !inWord && !wordFollows && !decimal;
    }

    /** Vendors use far more than RFC 5321 has: 420 to 479 and 500 to 599 have been seen. */
    private static boolean isReplyCode(int number) {
        return (number >= 420 && number < 480) || (number >= 500 && number < 600);
    }

    /** How sure it is that a number is the reply's code: words before it, an enhanced code behind it. */
    private static int rank(String text, int at) {
        String before = text.substring(Math.max(0, at - 24), at).toLowerCase(Locale.ROOT);
        String near = before.stripTrailing();
        if (endsWithAny(near, QUOTING)) {
            return 9;
        }
        boolean statusFollows = at + 5 < text.length()
                && "245".indexOf(text.charAt(at + 4)) >= 0
                && text.charAt(at + 5) == '.'
                && isDigit(text, at + 6);
        boolean introduced = near.isEmpty() || before.endsWith("\n") || endsWithAny(near, INTRODUCING);
        boolean other = near.endsWith("line") || near.endsWith("port");
        return (statusFollows ? 5 : 1) + (introduced ? 2 : 0) - (other ? 1 : 0);
    }

    private static boolean endsWithAny(String text, List<String> ends) {
        for (String end : ends) {
            if (text.endsWith(end)) {
                return true;
            }
        }
        return false;
    }

    private static int number(String text, int at) {
        return (text.charAt(at) - '0') * 100 + (text.charAt(at + 1) - '0') * 10 + text.charAt(at + 2) - '0';
    }

    private static boolean isDigit(String text, int at) {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }
}
