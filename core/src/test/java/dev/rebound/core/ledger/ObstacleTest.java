package dev.rebound.core.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.bounce.Reason;
import dev.rebound.core.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What people bring, lift, put back and take back, and what stands against it. */
final class ObstacleTest {

    private static final AccountId ACCOUNT = Scene.account(1);
    private static final BulkId LIST = new BulkId(7);

    private final Scene scene = new Scene();

    private Observation.Import line(Optional<Instant> said) {
        return new Observation.Import(
                ACCOUNT,
                scene.now(),
                new Observation.Import.Line(LIST, ListSource.SENDGRID, Reason.UNKNOWN_USER, said, "550 no such user"),
                "ann");
    }

    private Lifted lift() {
        Lifted lifted = Lifted.from(scene.state, ACCOUNT, scene.now()).orElseThrow();
        scene.see(new Observation.Unbounce(ACCOUNT, scene.now(), "ann", "they asked"));
        return lifted;
    }

    private Observation.Restore restore(Lifted lifted) {
        return new Observation.Restore(ACCOUNT, scene.now(), lifted, "ann");
    }

    private Observation.Withdraw withdraw() {
        return new Observation.Withdraw(ACCOUNT, scene.now(), LIST, "ann");
    }

    @Test
    void anImportSuppressesSinceTheMomentTheListSaysAndKeepsItsWords() {
        Instant said = scene.now().minus(Duration.ofDays(40));

        scene.see(line(Optional.of(said)));

        Suppression held = scene.state.suppression(ACCOUNT).orElseThrow();
        assertEquals(said, held.since());
        assertEquals(new Cause.Listed(LIST, ListSource.SENDGRID, "550 no such user", scene.now()), held.cause());
    }

    @Test
    void importsOfAnyNumberOfAccountsMakeNoGlobalBounce() {
        for (int account = 1; account <= 5; account++) {
            scene.see(new Observation.Import(
                    Scene.account(account), scene.now(), line(Optional.empty()).line(), "ann"));
        }

        assertEquals(5, scene.state.suppressions().size());
        assertTrue(scene.state.counting().isEmpty());
        assertTrue(scene.state.globalSince().isEmpty());
    }

    @Test
    void theSameImportTwiceIsOne() {
        scene.see(line(Optional.empty()));

        assertEquals(List.of(), scene.see(line(Optional.empty())));
        assertEquals(Optional.of(Obstacle.ALREADY_SUPPRESSED), Obstacle.toImport(scene.state, line(Optional.empty())));
    }

    @Test
    void aMomentInTheFutureIsTakenForNow() {
        scene.see(line(Optional.of(scene.now().plus(Duration.ofDays(1)))));

        assertEquals(scene.now(), scene.state.suppression(ACCOUNT).orElseThrow().since());
    }

    @Test
    void whatSomebodyLiftedHereIsNotBroughtBackByAnOlderListOrOneWithoutMoments() {
        scene.accepted(1, 1);
        scene.bounced(1, "r", Reason.UNKNOWN_USER);
        lift();
        Instant lifted = scene.now();
        scene.after(Duration.ofDays(1));

        assertEquals(
                Optional.of(Obstacle.UNBOUNCED_SINCE),
                Obstacle.toImport(scene.state, line(Optional.of(lifted.minusSeconds(1)))));
        assertEquals(Optional.of(Obstacle.UNBOUNCED_SINCE), Obstacle.toImport(scene.state, line(Optional.empty())));
        assertEquals(Optional.empty(), Obstacle.toImport(scene.state, line(Optional.of(lifted.plusSeconds(1)))));
    }

    @Test
    void mailTakenAfterTheMomentOfTheListSpeaksAgainstIt() {
        scene.accepted(1, 1).taken(1, "ok");
        Instant taken = scene.now();
        scene.after(Duration.ofDays(1));

        assertEquals(
                Optional.of(Obstacle.TOOK_MAIL_SINCE),
                Obstacle.toImport(scene.state, line(Optional.of(taken.minusSeconds(1)))));
        assertEquals(Optional.of(Obstacle.TOOK_MAIL_SINCE), Obstacle.toImport(scene.state, line(Optional.empty())));
        assertEquals(Optional.empty(), Obstacle.toImport(scene.state, line(Optional.of(taken.plusSeconds(1)))));
        scene.after(Obstacle.DELIVERY_SPEAKS_FOR);
        assertEquals(Optional.empty(), Obstacle.toImport(scene.state, line(Optional.empty())));
    }

    @Test
    void aPolicyThatChangesLeavesWhatWasImported() {
        scene.see(line(Optional.empty()));
        AddressState before = scene.state;

        scene.under(Policy.protective()).reassessed(1);

        assertEquals(before, scene.state);
    }

    @Test
    void anImportThatIsTakenBackLeavesNothing() {
        scene.see(line(Optional.empty()));

        scene.see(withdraw());

        assertEquals(AddressState.EMPTY, scene.state);
        assertEquals(Optional.of(Obstacle.NOT_SUPPRESSED), Obstacle.toWithdraw(scene.state, withdraw()));
    }

    @Test
    void anImportIsNotTakenBackFromAnAddressThatHardBouncedHereSince() {
        scene.accepted(1, 1);
        scene.see(line(Optional.empty()));
        scene.after(Duration.ofHours(1)).bounced(1, "r", Reason.UNKNOWN_USER);

        assertEquals(Optional.of(Obstacle.BOUNCED_SINCE), Obstacle.toWithdraw(scene.state, withdraw()));
        assertEquals(List.of(), scene.see(withdraw()));
    }

    @Test
    void whatAnotherListBroughtIsNotTakenBack() {
        scene.see(line(Optional.empty()));

        Observation.Withdraw other = new Observation.Withdraw(ACCOUNT, scene.now(), new BulkId(8), "ann");

        assertEquals(Optional.of(Obstacle.SUPPRESSED_SINCE), Obstacle.toWithdraw(scene.state, other));
    }

    @Test
    void anUnbounceThatIsTakenBackLeavesTheStateThereWasBefore() {
        scene.accepted(1, 1);
        scene.bounced(1, "r", Reason.UNKNOWN_USER);
        AddressState before = scene.state;
        Lifted lifted = lift();

        scene.after(Duration.ofMinutes(5)).see(restore(lifted));

        assertEquals(before, scene.state);
        assertEquals(Optional.of(Obstacle.SUPPRESSED_SINCE), Obstacle.toRestore(scene.state, restore(lifted)));
    }

    @Test
    void theNextHardBounceSuppressesAtOnceAgainAndIsNotPutBackTwice() {
        scene.accepted(1, 1);
        scene.accepted(1, 2);
        scene.bounced(1, "r", Reason.UNKNOWN_USER);
        Lifted lifted = lift();

        scene.after(Duration.ofSeconds(1)).bounced(2, "s", Reason.MAILBOX_FULL);

        assertEquals(
                Reason.MAILBOX_FULL,
                scene.state.suppression(ACCOUNT).orElseThrow().reason());
        assertEquals(Optional.of(Obstacle.SUPPRESSED_SINCE), Obstacle.toRestore(scene.state, restore(lifted)));
    }

    @Test
    void anAddressThatTookMailSinceItWasLiftedStaysLifted() {
        scene.accepted(1, 1);
        scene.bounced(1, "r", Reason.UNKNOWN_USER);
        Lifted lifted = lift();
        scene.after(Duration.ofMinutes(1)).accepted(1, 2).taken(2, "ok");

        assertEquals(Optional.of(Obstacle.TOOK_MAIL_SINCE), Obstacle.toRestore(scene.state, restore(lifted)));
    }

    @Test
    void anAddressThatWasLiftedAgainSinceStaysLifted() {
        scene.accepted(1, 1);
        scene.accepted(1, 2);
        scene.bounced(1, "r", Reason.UNKNOWN_USER);
        Lifted lifted = lift();
        scene.after(Duration.ofMinutes(1)).bounced(2, "s", Reason.UNKNOWN_USER);
        scene.after(Duration.ofMinutes(1));
        lift();

        assertEquals(Optional.of(Obstacle.UNBOUNCED_SINCE), Obstacle.toRestore(scene.state, restore(lifted)));
    }

    @Test
    void theVoteIsPutBackTooAndMayTipTheScale() {
        for (int account = 1; account <= 3; account++) {
            scene.accepted(account, account);
        }
        scene.bounced(1, "a", Reason.UNKNOWN_USER);
        scene.bounced(2, "b", Reason.UNKNOWN_USER);
        Lifted lifted = lift();
        scene.bounced(3, "c", Reason.UNKNOWN_USER);
        assertTrue(scene.state.globalSince().isEmpty());

        scene.see(restore(lifted));

        assertTrue(scene.state.globalSince().isPresent());
    }
}
