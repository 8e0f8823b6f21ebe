package dev.rebound.engine.inbox;

import dev.rebound.core.ledger.AccountId;

/** Port: how people write through their inboxes. */
public interface InboxHabits {

    /** Those of an inbox; {@link WritingHabits#STANDARD} where nobody has said anything. */
    WritingHabits of(InboxId inbox);

    /** Keeps others; false if the account has no such inbox. Returns after commit. */
    boolean keep(AccountId account, InboxId inbox, WritingHabits habits);
}
