package dev.rebound.engine.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rebound.engine.intake.RefusedReturns.Refused;
import dev.rebound.engine.intake.ReturnedMailDesk.RecipientCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What was refused while its sender was still connected. */
class RefusedReturnsTest {

    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

    private Instant now = NOON;

    private final RefusedReturns refused = new RefusedReturns(
            new ReturnedMailDesk() {
                @Override
                public RecipientCheck check(String recipient) {
                    return RecipientCheck.valueOf(recipient);
                }

                @Override
                public CompletableFuture<Void> take(ReturnedMail mail) {
                    return CompletableFuture.completedFuture(null);
                }
            },
            () -> now);

    private Refused expired() {
        return Objects.requireNonNull(refused.lately().get(RecipientCheck.EXPIRED));
    }

    @Test
    void whatIsAcceptedIsNotCounted() {
        assertEquals(RecipientCheck.ACCEPTED, refused.check("ACCEPTED"));
        assertEquals(Map.of(), refused.lately());
    }

    @Test
    void eachCauseIsCountedWithItsLast() {
        refused.check("EXPIRED");
        now = NOON.plusSeconds(60);
        refused.check("EXPIRED");
        refused.check("NOT_OUR_DOMAIN");

        assertEquals(
                Map.of(
                        RecipientCheck.EXPIRED, new Refused(2, now),
                        RecipientCheck.NOT_OUR_DOMAIN, new Refused(1, now)),
                refused.lately());
    }

    @Test
    void whatIsOlderThanADayIsNotCountedAnyMore() {
        refused.check("EXPIRED");
        now = NOON.plus(Duration.ofHours(24));
        assertEquals(1, expired().number());
        now = NOON.plus(Duration.ofHours(25));
        assertEquals(new Refused(0, NOON), expired());
        refused.check("EXPIRED");
        assertEquals(1, expired().number());
    }
}
