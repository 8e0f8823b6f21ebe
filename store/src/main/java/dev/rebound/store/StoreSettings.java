package dev.rebound.store;

import dev.rebound.core.guard.GuardSettings;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.policy.Rulebook;
import java.util.function.Function;

/**
 * How a store is opened.
 *
 * @param rulebooks what each account's bounces do, but for the policy it chose itself; asked for every observation on the writer's thread, so it
 *     must be quick
 * @param readersMax connections for reading at a time, 1 to 64; further readers wait
 * @param guard when circuits open and close
 */
public record StoreSettings(Function<AccountId, Rulebook> rulebooks, int readersMax, GuardSettings guard) {

    private static final int READERS_MAX_STANDARD = 8;
    private static final int READERS_MAX_MAX = 64;

    public StoreSettings {
        if (readersMax < 1 || readersMax > READERS_MAX_MAX) {
            throw new IllegalArgumentException("readersMax must be 1 to " + READERS_MAX_MAX + ", was " + readersMax);
        }
    }

    /** The guard as it comes. */
    public StoreSettings(Function<AccountId, Rulebook> rulebooks, int readersMax) {
        this(rulebooks, readersMax, GuardSettings.standard());
    }

    /** The standard rule book for every account, 8 readers. */
    public static StoreSettings standard() {
        return new StoreSettings(account -> Rulebook.standard(), READERS_MAX_STANDARD);
    }
}
