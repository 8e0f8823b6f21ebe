package dev.rebound.engine.email;

import java.util.List;

/**
 * What was noticed about an email before it is sent. Nothing of it keeps the email from being sent.
 *
 * @param count how many there are of what it is about; octets where it is about a size
 * @param examples some of them, as they stand in the email, at most {@value #EXAMPLES_MAX}
 */
public record EmailCheck(Kind kind, long count, List<String> examples) {

    /** Most examples of one kind. */
    public static final int EXAMPLES_MAX = 5;

    /** What there is to notice. */
    public enum Kind {
        /** Links that lead to a web page over TLS, to a mailbox or to a telephone. */
        LINKS_FINE(Weight.GOOD),
        /** Links without an address. */
        LINK_NOWHERE(Weight.WARNING),
        /** Addresses without a beginning such as {@code https:}; in a mail there is nothing they could be relative to. */
        LINK_RELATIVE(Weight.WARNING),
        /** Addresses that nobody outside can reach. */
        LINK_LOCAL(Weight.WARNING),
        /** Schemes that mail programs do not open. */
        LINK_ODD_SCHEME(Weight.WARNING),
        /** Pages without TLS. */
        LINK_WITHOUT_TLS(Weight.NOTE),
        /** The text has a place for the way out. */
        UNSUBSCRIBE_WRITTEN(Weight.GOOD),
        /** The way out is put at the end. */
        UNSUBSCRIBE_ADDED(Weight.GOOD),
        /** Gmail shows the first 102 KB of the HTML and cuts off the rest, with it the way out at the end. */
        SIZE_CUT_OFF(Weight.WARNING),
        /** Many servers take no more than 10 MB. */
        SIZE_LARGE(Weight.WARNING),
        /** Neither of these. */
        SIZE_FINE(Weight.GOOD),
        /** Who reads without HTML sees nothing. */
        TEXT_MISSING(Weight.NOTE),
        /** Who does not see or load images does not know what they show. */
        IMAGE_WITHOUT_WORDS(Weight.NOTE);

        private final Weight weight;

        Kind(Weight weight) {
            this.weight = weight;
        }

        public Weight weight() {
            return weight;
        }
    }

    /** How much it matters. */
    public enum Weight {
        /** As it should be. */
        GOOD,
        /** Worth a look. */
        NOTE,
        /** Recipients will notice. */
        WARNING
    }

    public EmailCheck {
        examples = List.copyOf(examples);
    }

    static EmailCheck of(Kind kind, long count) {
        return new EmailCheck(kind, count, List.of());
    }
}
