package dev.rebound.feed.report;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.BulkId;
import dev.rebound.core.ledger.MessageId;
import java.util.Optional;

/**
 * An installation among those that share one truth. Each numbers its messages from 1, so shared numbers say whose they are:
 * the upper 12 bits the installation, the lower 44 its own number, 17 million million. Accounts are shared
 * as they are if the installations have the same tenants, or moved apart by a number of one's own for each.
 *
 * @param number 0 to {@value #NUMBER_MAX}; 0 changes no number, for one installation alone
 * @param accountsFrom what is added to the number of an account
 */
public record Installation(int number, long accountsFrom) {

    /** Greatest number. */
    public static final int NUMBER_MAX = (1 << 12) - 1;

    /** The only one there is. */
    public static final Installation ALONE = new Installation(0, 0);

    private static final int OWN_BITS = 44;
    private static final long OWN_MASK = (1L << OWN_BITS) - 1;

    public Installation {
        if (number < 0 || number > NUMBER_MAX) {
            throw new IllegalArgumentException("an installation has a number from 0 to " + NUMBER_MAX);
        }
        if (accountsFrom < 0 || accountsFrom > AccountId.MAX / 2) {
            throw new IllegalArgumentException("accounts are moved by 0 to " + AccountId.MAX / 2);
        }
    }

    /** The number that all call it by. */
    public MessageId shared(MessageId own) {
        if (own.value() > OWN_MASK) {
            throw new IllegalArgumentException("message " + own + " has more than " + OWN_BITS + " bits");
        }
        return new MessageId(((long) number << OWN_BITS) | own.value());
    }

    /** The number that all call it by. */
    public AccountId shared(AccountId own) {
        return new AccountId(own.value() + accountsFrom);
    }

    /** The number that all call it by. */
    public BulkId shared(BulkId own) {
        return new BulkId(((long) number << OWN_BITS) | (own.value() & OWN_MASK));
    }

    /** The number here of an account that all call by this one; empty if it cannot be one of this installation. */
    public Optional<AccountId> own(AccountId shared) {
        return shared.value() > accountsFrom
                ? Optional.of(new AccountId(shared.value() - accountsFrom))
                : Optional.empty();
    }

    /** The number that the installation whose message it is calls it by, whichever that is. */
    static MessageId own(MessageId shared) {
        return new MessageId(shared.value() & OWN_MASK);
    }

    /** An email's, which is numbered as messages are; 0 stays 0. */
    public long sharedEmail(long own) {
        return own == 0 ? 0 : ((long) number << OWN_BITS) | (own & OWN_MASK);
    }

    /** Whether a message that all call by this number is ours. */
    public boolean owns(MessageId shared) {
        return shared.value() >>> OWN_BITS == number;
    }
}
