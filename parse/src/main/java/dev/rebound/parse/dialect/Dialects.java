package dev.rebound.parse.dialect;

import java.util.List;
import java.util.Optional;

/**
 * The registry of forms. Precedence: a form with marks of its own before the generic one, and among those the
 * one whose marks are rarer first (several mailers quote the words of another in what they report, and Exim's
 * preamble is the most copied of all).
 */
public final class Dialects {

    private static final List<Dialect> BY_PRECEDENCE = List.of(
            new AmazonSns(), new Gmail(), new Sendmail(), new Postfix(), new Qmail(), new Exchange(), new Exim());
    private static final Dialect GENERIC = new GenericText();

    private Dialects() {}

    /**
     * How a text was read.
     *
     * @param dialect name of the form
     * @param known whether the text has marks of a mailer; false for the generic reading
     */
    public record Reading(String dialect, boolean known, List<Notice> notices) {
        public Reading {
            notices = List.copyOf(notices);
        }
    }

    /** Reads the notices of a text in the form it has. */
    public static Reading read(NoticeText text) {
        Optional<String> spoken = Optional.empty();
        for (Dialect dialect : BY_PRECEDENCE) {
            if (dialect.speaks(text)) {
                List<Notice> notices = dialect.read(text);
                if (!notices.isEmpty()) {
                    return new Reading(dialect.name(), true, notices);
                }
                spoken = spoken.or(() -> Optional.of(dialect.name()));
            }
        }
        return new Reading(spoken.orElse(GENERIC.name()), spoken.isPresent(), GENERIC.read(text));
    }

    /** Whether a text says, in any language we know, that mail failed or is late. */
    public static boolean saysReport(NoticeText text) {
        return PhraseBook.saysFailed(text) || PhraseBook.saysLate(text);
    }

    /** Whether it says that mail is late and still being tried. */
    public static boolean saysLate(NoticeText text) {
        return PhraseBook.saysLate(text);
    }
}
