package dev.rebound.engine.email;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Port: the recipients of an email, as the Recipients page shows them. */
public interface Recipients extends Opinions {

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

    /** The same in any order, and {@link #countAtOnce}: what a search looks up is looked up once. */
    Counted countedPage(AccountId account, EmailId email, RecipientFilter filter, RecipientOrder order, Place place);

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
     * @param since when something had last been learned of that one, as that part showed it: if more is learned meanwhile, the parts
     *     of a list in the order of time still follow each other. Empty if that is to be looked up
     * @param limit 1 to 1,000
     */
    record Place(Optional<MessageId> after, Optional<Instant> since, int limit) {

        public static Place beginning(int limit) {
            return new Place(Optional.empty(), Optional.empty(), limit);
        }
    }

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
