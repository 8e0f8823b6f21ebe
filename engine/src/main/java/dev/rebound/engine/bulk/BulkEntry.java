package dev.rebound.engine.bulk;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.bounce.Reason;
import java.time.Instant;
import java.util.Optional;

/**
 * What a bulk change holds of one address.
 *
 * @param line where it stands in the file or list it comes from, from 1
 */
public record BulkEntry(AddressKey address, long line, Says says) {

    /** What the list says of the address. */
    public sealed interface Says {
        /** The same without its details. */
        default Saying saying() {
            return switch (this) {
                case Named ignored -> Saying.NAMED;
                case Bounced ignored -> Saying.BOUNCED;
                case NoMoreMail ignored -> Saying.NO_MORE_MAIL;
            };
        }
    }

    /** The kinds of {@link Says}; a list may say one thing of each kind of an address. Stored by name. */
    public enum Saying {
        NAMED,
        BOUNCED,
        NO_MORE_MAIL
    }

    /** By what the entries of a change differ, and in what order they are. */
    public record Key(AddressKey address, Saying saying) {}

    /** See {@link Key}. */
    public Key key() {
        return new Key(address, says.saying());
    }

    /** Nothing but the address. */
    public record Named() implements Says {}

    /**
     * That it bounced for good.
     *
     * @param said when, if the list says that
     * @param original in the list's own words
     */
    public record Bounced(Reason reason, Optional<Instant> said, String original) implements Says {}

    /**
     * That its reader wants no more marketing email: unsubscribed, or called it spam. No bounce.
     *
     * @param said when, if the list says that
     * @param original in the list's own words
     */
    public record NoMoreMail(Optional<Instant> said, String original) implements Says {}
}
