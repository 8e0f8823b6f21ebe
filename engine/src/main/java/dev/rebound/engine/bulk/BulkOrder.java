package dev.rebound.engine.bulk;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.ListSource;
import java.util.Optional;

/**
 * A bulk change as somebody asks for it.
 *
 * @param by who
 * @param origin where its addresses come from, for people: the name of a file, the words of a filter
 * @param source whose list it is, once that is known
 */
public record BulkOrder(AccountId account, BulkKind kind, String by, String origin, Optional<ListSource> source) {

    /** Longest origin, in characters. */
    public static final int ORIGIN_LENGTH_MAX = 200;

    public BulkOrder {
        String plain = origin.replaceAll("\\p{Cntrl}", " ").strip();
        origin = plain.length() > ORIGIN_LENGTH_MAX ? plain.substring(0, ORIGIN_LENGTH_MAX) : plain;
    }
}
