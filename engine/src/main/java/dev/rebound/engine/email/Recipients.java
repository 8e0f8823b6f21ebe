package dev.rebound.engine.email;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import java.util.List;
import java.util.Optional;

/** Port: the recipients of an email, as the Recipients page shows them. */
public interface Recipients {

    /**
     * Recipients in the order of their message ids.
     *
     * @param after only those with a greater message id
     * @param limit 1 to 1,000
     */
    List<RecipientRow> page(
            AccountId account, EmailId email, RecipientFilter filter, Optional<MessageId> after, int limit);

    /** How many the filter leaves. */
    long count(AccountId account, EmailId email, RecipientFilter filter);

    /** Everything about one of them. */
    Optional<RecipientDetail> detail(AccountId account, MessageId message);
}
