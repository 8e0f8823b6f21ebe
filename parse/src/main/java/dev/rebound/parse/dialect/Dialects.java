package dev.rebound.parse.dialect;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The registry of forms. Precedence: a form with marks of its own before the generic one, and among those the
 * one whose marks are rarer first (several mailers quote the words of another in what they report, and Exim's
 * preamble is the most copied of all).
 */
public final class Dialects {

    private static final List<Dialect> BY_PRECEDENCE = List.of(
            new AmazonSns(),
            new Gmail(),
            new Sendmail(),
            new Postfix(),
            new Qmail(),
            new Exchange(),
            new Exim(),
            new GroupWise(),
            new XMail(),
            new ListServer());
    private static final GenericText GENERIC = new GenericText();

    private Dialects() {}

    /**
     * The words of each form, all in one question: most forms have none of theirs in a text, and need not be asked.
     * In a class of its own because it needs the vocabulary, which needs the words of the forms.
     */
    private static final class Marks {
        private static final List<Vocabulary.Group> BY_PRECEDENCE = Dialects.BY_PRECEDENCE.stream()
                .map(dialect -> PhraseBook.WORDS.group(dialect.words()))
                .toList();
    }

    /** What all forms ask texts for. */
    static List<List<String>> words() {
        return Stream.concat(
                        BY_PRECEDENCE.stream().map(Dialect::words), Stream.of(GENERIC.words(), ReportingHost.WORDS))
                .toList();
    }

    /**
     * How a text was read.
     *
     * @param dialect name of the form
     * @param certainty how the addresses were found
     */
    public record Reading(String dialect, Certainty certainty, List<Notice> notices) {
        public Reading {
            notices = List.copyOf(notices);
        }

        /** Whether the text has marks of a mailer. */
        public boolean known() {
            return certainty == Certainty.MARKS;
        }
    }

    /** How much an address found in a text is worth. */
    public enum Certainty {
        /** The text has the marks of a mailer, and the address stands where that one puts it. */
        MARKS,
        /** The address stands in a list that the text announces as one of recipients. */
        LIST,
        /** The address stands where mailers put it: alone on a line, or behind "recipient:". */
        LAYOUT,
        /** The address occurs somewhere. */
        MENTION
    }

    /** Reads the notices of a text in the form it has. */
    public static Reading read(NoticeText text) {
        Optional<String> spoken = Optional.empty();
        for (int i = 0; i < BY_PRECEDENCE.size(); i++) {
            Dialect dialect = BY_PRECEDENCE.get(i);
            if (text.saysAny(Marks.BY_PRECEDENCE.get(i)) && dialect.speaks(text)) {
                List<Notice> notices = dialect.read(text);
                if (!notices.isEmpty()) {
                    return new Reading(dialect.name(), Certainty.MARKS, notices);
                }
                spoken = spoken.or(() -> Optional.of(dialect.name()));
            }
        }
        return generic(text, spoken);
    }

    /** A mailer whose marks are there but not its form is read like any other. */
    private static Reading generic(NoticeText text, Optional<String> spoken) {
        String name = spoken.orElse(GENERIC.name());
        List<Notice> announced = GENERIC.announced(text);
        if (!announced.isEmpty()) {
            return new Reading(name, spoken.isPresent() ? Certainty.MARKS : Certainty.LIST, announced);
        }
        List<Notice> layout = GENERIC.read(text);
        Certainty found = layout.isEmpty() ? Certainty.MENTION : Certainty.LAYOUT;
        return new Reading(
                name,
                spoken.isPresent() ? Certainty.MARKS : found,
                layout.isEmpty() ? GENERIC.mentioned(text) : layout);
    }

    /** Whether a text says, in any language we know, that mail failed or is late. */
    public static boolean saysReport(NoticeText text) {
        return PhraseBook.saysFailed(text) || PhraseBook.saysLate(text);
    }

    /** What it says became of the mail. */
    public static Outcome outcome(NoticeText text) {
        return PhraseBook.outcome(text);
    }

    /** The server that it says it comes from. */
    public static Optional<String> reportingHost(NoticeText text) {
        return ReportingHost.in(text);
    }

    /** Whether it speaks to the owner of a mailbox about what came for them. */
    public static boolean speaksToOwner(NoticeText text) {
        return PhraseBook.speaksToOwner(text);
    }

    /** Whether it speaks of mail at all. */
    public static boolean speaksOfMail(NoticeText text) {
        return PhraseBook.speaksOfMail(text);
    }

    /** Whether it says that the mail arrived. */
    public static boolean saysDelivered(NoticeText text) {
        return PhraseBook.saysDelivered(text);
    }
}
