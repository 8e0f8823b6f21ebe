package dev.rebound.engine.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.ledger.AccountId;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AccountSharesTest {

    private static final AccountId BUSY = new AccountId(1);
    private static final AccountId QUIET = new AccountId(2);

    private final AccountShares shares = new AccountShares(2);
    private final CompletableFuture<Void> commit = new CompletableFuture<>();

    private void fill() {
        assertFalse(take(BUSY).isDone());
        assertFalse(take(BUSY).isDone());
    }

    private CompletableFuture<Void> take(AccountId account) {
        return shares.within(account, () -> commit);
    }

    @Test
    void anAccountOverItsShareIsPutOffAndAnotherIsNot() {
        fill();

        assertInstanceOf(IntakeBusyException.class, take(BUSY).exceptionNow());
        assertFalse(take(QUIET).isDone());
    }

    @Test
    void whatIsCommittedMakesRoom() {
        fill();
        commit.complete(null);

        assertTrue(take(BUSY).isDone() && !take(BUSY).isCompletedExceptionally());
    }

    @Test
    void workThatFailsMakesRoomToo() {
        for (int i = 0; i < 5; i++) {
            assertThrows(
                    IllegalStateException.class,
                    () -> shares.within(BUSY, () -> {
                        throw new IllegalStateException("store gone");
                    }));
        }
        CompletableFuture<Void> failed =
                shares.within(BUSY, () -> CompletableFuture.failedFuture(new IllegalStateException("commit failed")));

        assertEquals("commit failed", failed.exceptionNow().getMessage());
        assertFalse(take(BUSY).isDone());
    }
}
