package dev.rebound.engine.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.lane.Lanes.Go;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LanesTest {

    private static final String SHOP = "shop.example";
    private static final LaneSettings TWENTY = new LaneSettings(100, 50, group -> LaneLimits.of(20));

    private Instant now = Instant.parse("2026-03-01T09:00:00Z");
    private Lanes<String> lanes = new Lanes<>(TWENTY, new Random(7));
    private final Map<Flow, Deque<String>> store = new HashMap<>();
    private final Deque<Go<String>> underWay = new ArrayDeque<>();
    private final List<String> tried = new ArrayList<>();
    private final List<String> givenBack = new ArrayList<>();

    private void queue(int account, int email, String domain, int messages) {
        Flow flow = new Flow(new AccountId(account), new EmailId(email), domain);
        for (int i = 0; i < messages; i++) {
            store.computeIfAbsent(flow, f -> new ArrayDeque<>()).add(email + "/" + i);
        }
        lanes.offer(domain, flow, now);
    }

    private void fetch() {
        Map<Want, String> wants = lanes.wants(now, 1_000);
        wants.forEach((want, group) -> {
            List<String> messages = new ArrayList<>();
            Deque<String> there = store.getOrDefault(want.flow(), new ArrayDeque<>());
            while (messages.size() < want.messages() && !there.isEmpty()) {
                messages.add(there.remove());
            }
            started(lanes.arrived(group, want, messages, now));
        });
    }

    private void started(List<Go<String>> go) {
        underWay.addAll(go);
        go.forEach(g -> tried.add(g.message()));
    }

    private void tick(Duration passed) {
        now = now.plus(passed);
        started(lanes.tick(now));
        fetch();
    }

    private void end(Sign sign) {
        Lanes.Next<String> next = lanes.ended(underWay.remove(), sign, now);
        givenBack.addAll(next.back());
        started(next.go());
        fetch();
    }

    private void endAll(Sign sign) {
        for (int i = underWay.size(); i > 0; i--) {
            end(sign);
        }
    }

    private void fallSilent() {
        for (int i = 0; i < Breaker.SILENT_MAX; i++) {
            end(Sign.SILENT);
        }
    }

    @Test
    void aDestinationThatHasNotAnsweredYetGetsOneAttempt() {
        queue(1, 1, SHOP, 100);
        fetch();

        assertEquals(1, underWay.size());
        assertEquals(99, store.values().iterator().next().size());
    }

    @Test
    void eachAnswerAllowsMoreUpToTheLimit() {
        queue(1, 1, SHOP, 1_000);
        fetch();
        List<Integer> widths = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            endAll(Sign.ANSWERED);
            widths.add(underWay.size());
        }

        assertEquals(List.of(3, 6, 12, 20, 20, 20), widths);
    }

    @Test
    void aSignOfTroubleHalvesItAndOneOfManyCounts() {
        queue(1, 1, SHOP, 1_000);
        fetch();
        for (int i = 0; i < 6; i++) {
            endAll(Sign.ANSWERED);
        }
        end(Sign.SLOWER);
        end(Sign.SLOWER);
        end(Sign.SLOWER);

        assertEquals(10, lanes.status(SHOP, now).orElseThrow().attemptsMax());
        assertEquals(
                LaneStatus.Standing.BUSY, lanes.status(SHOP, now).orElseThrow().standing());
    }

    @Test
    void afterTroubleItGrowsByOneForARoundOfAnswers() {
        queue(1, 1, SHOP, 1_000);
        fetch();
        for (int i = 0; i < 6; i++) {
            endAll(Sign.ANSWERED);
        }
        end(Sign.SLOWER);
        for (int i = 0; i < 12; i++) {
            end(Sign.ANSWERED);
        }

        assertEquals(11, lanes.status(SHOP, now).orElseThrow().attemptsMax());
    }

    @Test
    void aSilentDestinationIsAskedAgainByOneProbe() {
        queue(1, 1, SHOP, 100);
        fetch();
        fallSilent();

        assertEquals(0, underWay.size());
        assertEquals(Breaker.SILENT_MAX, tried.size());
        LaneStatus status = lanes.status(SHOP, now).orElseThrow();
        assertEquals(LaneStatus.Standing.PROBING, status.standing());

        tick(Duration.between(now, status.probeAt().orElseThrow()));

        assertEquals(1, underWay.size());
        tick(Duration.ofMinutes(1));
        assertEquals(1, underWay.size());
    }

    @Test
    void probesGoAtGrowingDistances() {
        queue(1, 1, SHOP, 100);
        fetch();
        for (int i = 1; i < Breaker.SILENT_MAX; i++) {
            end(Sign.SILENT);
        }
        List<Long> minutes = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            end(Sign.SILENT);
            Duration distance = Duration.between(
                    now, lanes.status(SHOP, now).orElseThrow().probeAt().orElseThrow());
            minutes.add(Math.round(distance.toSeconds() / 60.0));
            tick(distance);
        }

        assertEquals(1, minutes.getFirst());
        assertTrue(minutes.get(3) >= 7, minutes::toString);
        assertTrue(minutes.getLast() >= 13 && minutes.getLast() <= 17, minutes::toString);
    }

    @Test
    void oneAnswerToAProbeOpensTheLane() {
        queue(1, 1, SHOP, 100);
        fetch();
        fallSilent();
        tick(Breaker.LAST_PROBE);
        end(Sign.ANSWERED);

        assertTrue(underWay.size() >= Pace.START);
        assertEquals(Optional.empty(), lanes.status(SHOP, now).orElseThrow().probeAt());
    }

    @Test
    void whatWasFetchedForADestinationThatFallsSilentGoesBack() {
        queue(1, 1, SHOP, 1_000);
        fetch();
        for (int i = 0; i < 4; i++) {
            endAll(Sign.ANSWERED);
        }
        int fetched = 1_000 - store.values().iterator().next().size();
        fallSilent();

        assertEquals(fetched, tried.size() + givenBack.size());
        assertFalse(givenBack.isEmpty());
    }

    @Test
    void aProviderThatRefusesEverythingForNowIsProbed() {
        queue(1, 1, SHOP, 100);
        fetch();
        for (int i = 0; i < Breaker.REFUSED_MAX; i++) {
            end(Sign.REFUSED);
        }
        endAll(Sign.REFUSED);

        assertEquals(
                LaneStatus.Standing.PROBING,
                lanes.status(SHOP, now).orElseThrow().standing());
    }

    @Test
    void greylistingIsNoReasonToStopAsking() {
        queue(1, 1, SHOP, 100);
        fetch();
        for (int i = 0; i < 99; i++) {
            end(Sign.PUT_OFF);
        }

        assertEquals(100, tried.size());
    }

    @Test
    void aBigEmailAndASmallOneTakeTurns() {
        queue(1, 1, SHOP, 100_000);
        fetch();
        for (int i = 0; i < 6; i++) {
            endAll(Sign.ANSWERED);
        }
        int before = tried.size();
        queue(2, 2, SHOP, 1);
        fetch();
        while (tried.stream().noneMatch(m -> m.startsWith("2/"))) {
            end(Sign.ANSWERED);
        }

        assertTrue(tried.size() - before <= 80, () -> "came after " + (tried.size() - before));
    }

    @Test
    void accountsTakeTurnsBeforeEmailsDo() {
        Rota<String> rota = new Rota<>();
        for (int email = 1; email <= 3; email++) {
            rota.add(new Flow(new AccountId(1), new EmailId(email), SHOP), "1-" + email);
        }
        rota.add(new Flow(new AccountId(2), new EmailId(9), SHOP), "2-9a");
        rota.add(new Flow(new AccountId(2), new EmailId(9), SHOP), "2-9b");

        List<String> turns = new ArrayList<>();
        while (rota.size() > 0) {
            turns.add(rota.poll().orElseThrow());
        }

        assertEquals(List.of("1-1", "2-9a", "1-2", "2-9b", "1-3"), turns);
    }

    @Test
    void aRateLetsSoManyPassInASecond() {
        lanes = new Lanes<>(
                new LaneSettings(100, 50, group -> new LaneLimits(20, OptionalDouble.of(2))), new Random(7));
        queue(1, 1, SHOP, 100);
        fetch();
        for (int second = 0; second < 10; second++) {
            endAll(Sign.ANSWERED);
            tick(Duration.ofMillis(500));
            endAll(Sign.ANSWERED);
            tick(Duration.ofMillis(500));
        }

        assertTrue(tried.size() >= 20 && tried.size() <= 22, () -> "tried " + tried.size());
    }

    @Test
    void silentDestinationsLeaveTheSlotsOfOthersAlone() {
        lanes = new Lanes<>(new LaneSettings(10, 5, group -> LaneLimits.of(20)), new Random(7));
        queue(1, 1, SHOP, 1_000);
        fetch();
        endAll(Sign.ANSWERED);
        endAll(Sign.ANSWERED);
        for (int i = 0; i < 100; i++) {
            queue(1, 1, "silent" + i + ".example", 10);
        }
        fetch();

        long probes = underWay.stream().filter(Go::probe).count();
        long working = underWay.size() - probes;
        assertEquals(5, probes);
        assertEquals(6, working);
    }

    @Test
    void whatFoundNoSlotStartsAsSoonAsThereIsOne() {
        lanes = new Lanes<>(new LaneSettings(10, 1, group -> LaneLimits.of(20)), new Random(7));
        queue(1, 1, "one.example", 1);
        queue(1, 1, "two.example", 1);
        fetch();
        assertEquals(1, underWay.size());

        end(Sign.ANSWERED);
        tick(Duration.ofMillis(50));

        assertEquals(2, tried.size());
    }

    @Test
    void aLaneOfNoMoreUseIsForgotten() {
        queue(1, 1, SHOP, 1);
        fetch();
        endAll(Sign.ANSWERED);
        fetch();
        tick(Duration.ofMinutes(11));
        tick(Duration.ofMinutes(11));

        assertEquals(Optional.empty(), lanes.status(SHOP, now));
    }
}
