package dev.rebound.engine.email;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import java.util.List;
import java.util.Optional;

/** Port: the recipients of an email, as the Recipients page shows them. */
public interface Recipients {

    /** Longest list that is sorted; sorting a million recipients would make everybody wait. */
    int SORTED_MAX = 5_000;

    /**
     * Recipients in the order of their message ids.
     *
     * @param after only those with a greater message id
     * @param limit 1 to 1,000
     */
    List<RecipientRow> page(
            AccountId account, EmailId email, RecipientFilter filter, Optional<MessageId> after, int limit);

    /**
     * A part of a list.
     *
     * @param after the last recipient of the part before
     * @param limit 1 to 1,000
     */
    record Place(Optional<MessageId> after, int limit) {}

    /** Recipients in another order. Of a list of more than {@link #SORTED_MAX} only so many are sorted, the first ones. */
    List<RecipientRow> sorted(
            AccountId account, EmailId email, RecipientFilter filter, RecipientOrder order, Place place);

    /**
     * All that the filter leaves, in the order of their message ids.
     *
     * @return empty if they are more than {@code most}
     */
    Optional<List<RecipientRow>> all(AccountId account, EmailId email, RecipientFilter filter, int most);

    /** How many the filter leaves. */
    long count(AccountId account, EmailId email, RecipientFilter filter);

    /** Everything about one of them. */
    Optional<RecipientDetail> detail(AccountId account, MessageId message);
}
