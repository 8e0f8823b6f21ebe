package dev.rebound.core.ledger;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What people have decided about an address. Whoever goes through its history again, because a policy changed,
 * does not undo it.
 *
 * @param unbounced when the suppression was last lifted, by account
 * @param lifted when the global bounce was last lifted
 */
public record Pardons(Map<AccountId, Instant> unbounced, Optional<Instant> lifted) {

    /** Nobody has decided anything. */
    public static final Pardons NONE = new Pardons(Map.of(), Optional.empty());

    public Pardons {
        unbounced = Collections.unmodifiableMap(new TreeMap<>(unbounced));
    }

    /** What holds after one more event. */
    public Pardons after(LedgerEvent event) {
        return switch (event) {
            case LedgerEvent.Unbounced e -> with(e);
            case LedgerEvent.Restored e -> with(e);
            case LedgerEvent.GlobalLifted e -> with(e);
            default -> this;
        };
    }

    /** When the account's suppression was last lifted. */
    public Optional<Instant> unbounced(AccountId account) {
        return Optional.ofNullable(unbounced.get(account));
    }

    Pardons with(LedgerEvent.Unbounced event) {
        Map<AccountId, Instant> more = new TreeMap<>(unbounced);
        more.put(event.account(), event.at());
        return new Pardons(more, lifted);
    }

    /** An unbounce that was taken back counts no more; one before it does again. */
    Pardons with(LedgerEvent.Restored event) {
        Map<AccountId, Instant> more = new TreeMap<>(unbounced);
        more.remove(event.account());
        event.lifted().pardon().ifPresent(before -> more.put(event.account(), before));
        return new Pardons(more, lifted);
    }

    Pardons with(LedgerEvent.GlobalLifted event) {
        return new Pardons(unbounced, Optional.of(event.at()));
    }

    /** Whether somebody lifted the suppression by a bounce at this moment. */
    boolean coversBounce(AccountId account, Instant bounced) {
        Instant when = unbounced.get(account);
        return when != null && !bounced.isAfter(when);
    }

    /** Whether the account's counting by a bounce at this moment was ended by an operator. */
    boolean coversVote(Instant bounced) {
        return lifted.filter(when -> !bounced.isAfter(when)).isPresent();
    }
}
