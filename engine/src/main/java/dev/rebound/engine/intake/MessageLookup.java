package dev.rebound.engine.intake;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import java.util.Optional;

/** Port: finds the recipient of a message that we sent. */
public interface MessageLookup {

    /** The recipient, if the account has such a message. */
    Optional<EmailAddress> recipientOf(AccountId account, MessageId message);

    /** Account and recipient of a message, whichever account's: for recovery after a crash only. */
    Optional<Sent> find(MessageId message);

    /** Whose message it is and to whom. */
    record Sent(AccountId account, EmailAddress recipient) {}
}
