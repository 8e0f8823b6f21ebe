package dev.rebound.engine.lane;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.email.EmailId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Things that take turns: account by account, and within an account email by email. So an email to a million
 * gets every second turn as soon as there is another one, and an account with many emails no more than one
 * with a single message.
 */
final class Rota<T> {

    private final SequencedMap<AccountId, SequencedMap<EmailId, Deque<T>>> accounts = new LinkedHashMap<>();
    private int size;

    void add(Flow flow, T thing) {
        accounts.computeIfAbsent(flow.account(), account -> new LinkedHashMap<>())
                .computeIfAbsent(flow.email(), email -> new ArrayDeque<>())
                .add(thing);
        size++;
    }

    /** Whose turn it is; it is taken out, and its account and email go to the end. */
    Optional<T> poll() {
        Map.Entry<AccountId, SequencedMap<EmailId, Deque<T>>> account = accounts.pollFirstEntry();
        if (account == null) {
            return Optional.empty();
        }
        Map.Entry<EmailId, Deque<T>> email = account.getValue().pollFirstEntry();
        T thing = email.getValue().remove();
        if (!email.getValue().isEmpty()) {
            account.getValue().put(email.getKey(), email.getValue());
        }
        if (!account.getValue().isEmpty()) {
            accounts.put(account.getKey(), account.getValue());
        }
        size--;
        return Optional.of(thing);
    }

    int size() {
        return size;
    }
}
