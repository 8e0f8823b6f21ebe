package dev.rebound.stream.fold;

import dev.rebound.core.ledger.MessageState;
import dev.rebound.stream.state.OwnType;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * A message of an email came to something else than it was.
 *
 * @param before what it was, see {@link Outcome}; {@link #NOTHING} if it was not there
 */
record EmailChange(long email, int before, int after) {

    static final int NOTHING = -1;

    static EmailChange of(long email, MessageState before, MessageState after) {
        return new EmailChange(email, Outcome.of(before), Outcome.of(after));
    }

    static EmailChange added(long email, MessageState after) {
        return new EmailChange(email, NOTHING, Outcome.of(after));
    }

    boolean changesNothing() {
        return before == after;
    }

    static TypeInformation<EmailChange> type() {
        return new OwnType<>(EmailChange.class, EmailChangeSerializer.INSTANCE);
    }
}
