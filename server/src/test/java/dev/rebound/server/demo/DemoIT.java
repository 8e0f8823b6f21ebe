package dev.rebound.server.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.engine.account.Account;
import dev.rebound.engine.email.EmailFigures;
import dev.rebound.engine.email.EmailState;
import dev.rebound.engine.email.MarketingEmail;
import dev.rebound.server.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo's whole story over real SMTP, and what it must show at its end. */
@Tag("slow")
class DemoIT {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration LOOK_PAUSE = Duration.ofMillis(100);

    @TempDir
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // made before the first test
    private static Demo demo;

    @SuppressWarnings("NullAway.Init")
    private static Ports ports;

    @BeforeAll
    static void tellTheWholeStory() {
        demo = Demo.start(
                new DemoOptions(folder.resolve("demo"), false, 0, 0, Duration.ofHours(90), Duration.ofSeconds(60)));
        ports = demo.ports();
        await(
                "five emails sent",
                () -> emails().stream()
                                .filter(e -> e.state() == EmailState.SENT)
                                .count()
                        == 5);
    }

    @AfterAll
    static void stop() {
        demo.close();
    }

    private static void await(String what, BooleanSupplier condition) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertTrue(Instant.now().isBefore(end), () -> "not within " + PATIENCE + ": " + what + "; " + figures());
            LockSupport.parkNanos(LOOK_PAUSE.toNanos());
        }
    }

    private static List<MarketingEmail> emails() {
        return ports.accounts().all().stream()
                .map(Account::id)
                .flatMap(account -> ports.emails().page(account, Optional.empty(), 100).stream())
                .toList();
    }

    private static List<EmailFigures> figures() {
        return emails().stream()
                .map(email -> ports.emails().figures(email.account(), email.id()))
                .toList();
    }

    private static <E extends LedgerEvent> List<E> events(Class<E> type) {
        List<E> found = new ArrayList<>();
        ports.ledger().replay(event -> {
            if (type.isInstance(event)) {
                found.add(type.cast(event));
            }
        });
        return found;
    }

    @Test
    void itShowsEveryReason() {
        Set<Reason> shown = EnumSet.noneOf(Reason.class);
        for (EmailFigures figures : figures()) {
            shown.addAll(figures.hardReasons().keySet());
            shown.addAll(figures.softReasons().keySet());
        }

        assertEquals(EnumSet.allOf(Reason.class), shown);
    }

    @Test
    void theFirstEmailsAreSettledAndOthersPending() {
        long settled =
                figures().stream().filter(figures -> figures.pending() == 0).count();

        assertTrue(settled >= 3, () -> "settled: " + settled);
    }

    @Test
    void itShowsPendingAndPendingThatTurnedSoft() {
        assertTrue(figures().stream().anyMatch(figures -> figures.pending() > 0));
        assertTrue(events(LedgerEvent.Expired.class).stream()
                .allMatch(expired -> expired.verdict().type() == BounceType.SOFT));
        assertTrue(!events(LedgerEvent.Expired.class).isEmpty());
    }

    @Test
    void anAddressThatThreeAccountsBouncedIsBouncedGlobally() {
        assertTrue(ports.suppressions().globalCount() > 0);
        assertTrue(
                ports.suppressions().global(Optional.empty(), 10).stream().allMatch(global -> global.accounts() >= 3));
    }

    @Test
    void theSecondEmailLeavesOutWhatBouncedBefore() {
        List<LedgerEvent.NotSent> leftOut = events(LedgerEvent.NotSent.class);

        for (NotSentReason why :
                List.of(NotSentReason.PREVIOUSLY_BOUNCED, NotSentReason.GLOBALLY_BOUNCED, NotSentReason.UNSUBSCRIBED)) {
            assertTrue(leftOut.stream().anyMatch(event -> event.why() == why), why::name);
        }
    }

    @Test
    void theGuardHoldsWhatAProvidersOutageBounced() {
        await("the circuit opens", () -> !ports.guarding().open().isEmpty());
        await("bounces are held", () -> ports.guarding().heldNow() >= 20);

        assertEquals(
                Optional.of("outlook.example"),
                ports.guarding().open().getFirst().key().provider());
    }

    @Test
    void somebodyWasUnbounced() {
        assertEquals(1, events(LedgerEvent.Unbounced.class).size());
    }

    @Test
    void everyCountAddsUpAndTheLedgerAgrees() {
        for (EmailFigures figures : figures()) {
            assertEquals(figures.selected(), figures.sent() + figures.notSentInAll());
            assertEquals(figures.sent(), figures.delivered() + figures.bounced() + figures.pending());
        }
        assertEquals(List.of(), ports.ledger().verify().differences());
    }

    @Test
    void noReportWasQuarantined() {
        assertEquals(0, ports.quarantine().count());
    }
}
