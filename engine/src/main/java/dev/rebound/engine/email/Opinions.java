package dev.rebound.engine.email;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Port: what people think of verdicts, and verdicts that somebody should look at. They decide nothing; who writes rules reads them. */
public interface Opinions {

    /** Whether a verdict was right. */
    enum Opinion {
        RIGHT,
        WRONG
    }

    /** Why somebody should look at a verdict. */
    enum Doubt {
        /** Somebody said that it is wrong. */
        SAID_TO_BE_WRONG,
        /** No rule knew the words. */
        UNCLASSIFIED
    }

    /** Keeps what somebody thinks, instead of what was thought before; false if the account has no such message with a verdict. */
    boolean say(AccountId account, MessageId message, Opinion opinion, String by, Instant at);

    /**
     * A message whose verdict is doubted.
     *
     * @param emailName of the email it belongs to
     */
    record Doubted(EmailId email, String emailName, RecipientRow row) {}

    /**
     * Messages of emails, the newest first.
     *
     * @param below only those with a smaller message id
     * @param limit 1 to 1,000
     */
    List<Doubted> doubted(AccountId account, Doubt doubt, Optional<MessageId> below, int limit);
}
