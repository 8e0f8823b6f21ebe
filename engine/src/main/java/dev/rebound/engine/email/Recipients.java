package dev.rebound.engine.email;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Port: the recipients of an email, as the Recipients page shows them. */
public interface Recipients extends Opinions {

    /**
     * Longest list that is sorted by moments, which no index has in order; sorting a million recipients would make everybody wait. So
     * it is with whatever a search finds, and with the globally bounced. Otherwise a list of any length is sorted by address or reason.
     */
    int SORTED_MAX = 2_000;

    /** So many of what a search finds are counted while somebody waits. */
    int FOUND_MAX = 5_000;

    /**
     * Recipients in the order of their message ids. A search finds beginnings of words of address, name or a property; of a list of more than
     * {@link #FOUND_MAX} it finds those who are no contacts by the beginning of their address.
     *
     * @param after only those with a greater message id
     * @param limit 1 to 1,000
     */
    List<RecipientRow> page(
            AccountId account, EmailId email, RecipientFilter filter, Optional<MessageId> after, int limit);

    /** The same and {@link #countAtOnce} in one: what a search looks up is looked up once. */
    Counted countedPage(AccountId account, EmailId email, RecipientFilter filter, Optional<MessageId> after, int limit);

    /** A page of a list, and how many the list has, if that can be said at once. */
    record Counted(List<RecipientRow> rows, OptionalLong count) {
        public Counted {
            rows = List.copyOf(rows);
        }
    }

    /**
     * A part of a list.
     *
     * @param after the last recipient of the part before
     * @param limit 1 to 1,000
     */
    record Place(Optional<MessageId> after, int limit) {}

    /** Recipients in another order. Where no index has it, only the first {@link #SORTED_MAX} of a list are sorted. */
    List<RecipientRow> sorted(
            AccountId account, EmailId email, RecipientFilter filter, RecipientOrder order, Place place);

    /**
     * All that the filter leaves, in the order of their message ids.
     *
     * @return empty if they are more than {@code most}
     */
    Optional<List<RecipientRow>> all(AccountId account, EmailId email, RecipientFilter filter, int most);

    /** How many the filter leaves; a search that many fit goes through all. */
    long count(AccountId account, EmailId email, RecipientFilter filter);

    /** The same, or nothing if a search may find more than {@link #FOUND_MAX}. */
    OptionalLong countAtOnce(AccountId account, EmailId email, RecipientFilter filter);

    /** Everything about one of them. */
    Optional<RecipientDetail> detail(AccountId account, MessageId message);
}
