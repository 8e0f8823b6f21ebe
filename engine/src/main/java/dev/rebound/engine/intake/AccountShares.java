package dev.rebound.engine.intake;

import dev.rebound.core.ledger.AccountId;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * How much of intake one account may have at a time: a flood of reports for one must not keep the others'
 * from being taken. Whoever is over its share is told to come back, which mail servers do by themselves.
 * Thread-safe.
 */
final class AccountShares {

    private final int atOnceMax;
    private final Map<AccountId, Integer> underWay = new HashMap<>();

    /**
     * @param atOnceMax reports of one account that are being taken and not yet committed
     */
    AccountShares(int atOnceMax) {
        this.atOnceMax = atOnceMax;
    }

    /** Does the work within the account's share, or completes with {@link IntakeBusyException}. */
    CompletableFuture<Void> within(AccountId account, Supplier<CompletableFuture<Void>> work) {
        if (!enter(account)) {
            return CompletableFuture.failedFuture(new IntakeBusyException());
        }
        try {
            return work.get().whenComplete((done, failed) -> leave(account));
        } catch (RuntimeException e) {
            leave(account);
            throw e;
        }
    }

    private synchronized boolean enter(AccountId account) {
        int now = underWay.getOrDefault(account, 0);
        if (now >= atOnceMax) {
            return false;
        }
        underWay.put(account, now + 1);
        return true;
    }

    private synchronized void leave(AccountId account) {
        underWay.computeIfPresent(account, (id, now) -> now > 1 ? now - 1 : null);
    }
}
