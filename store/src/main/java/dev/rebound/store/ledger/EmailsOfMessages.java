package dev.rebound.store.ledger;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.ledger.AddressState;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.engine.email.EmailId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Which marketing email messages are of. New messages say it themselves, most others have just been read to be decided
 * about, and only what is left is looked up. For one batch.
 */
final class EmailsOfMessages {

    /** What stands for no email. */
    private static final long NONE = 0;

    private final Map<MessageId, Long> emails = new HashMap<>();

    /** A message that has been read; {@code email} is 0 if it is of none. */
    void know(MessageId message, long email) {
        emails.put(message, email);
    }

    /** Those that entries begin, and that were not there before. */
    void knowNew(List<Entry> entries, Map<AddressKey, AddressState> before) {
        for (Entry entry : entries) {
            if (entry.observation().begins()) {
                entry.message()
                        .filter(message -> before.getOrDefault(entry.address(), AddressState.EMPTY)
                                .message(message)
                                .isEmpty())
                        .ifPresent(message -> emails.putIfAbsent(
                                message,
                                entry.origin().email().map(EmailId::value).orElse(NONE)));
            }
        }
    }

    /** Looks up whichever of these is not known yet. */
    void lookUp(Handle handle, Collection<MessageId> messages) {
        Set<MessageId> unknown = new HashSet<>(messages);
        unknown.removeAll(emails.keySet());
        List<Long> ids = unknown.stream().map(MessageId::value).sorted().toList();
        LedgerSql.keyed(handle, "emailsOfMessages")
                .forEach("ids", ids, row -> know(new MessageId(row.getLong("id")), row.getLong("email")));
    }

    /** The email's number; empty if it is of none. */
    OptionalLong of(MessageId message) {
        long email = emails.getOrDefault(message, NONE);
        return email == NONE ? OptionalLong.empty() : OptionalLong.of(email);
    }
}
