package dev.rebound.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RoundsTest {

    /** Takes turns that were written down before. */
    private record Scripted(String shown, Deque<Turn> turns) implements Contender {
        static Scripted of(String name, long... wallNanos) {
            Deque<Turn> turns = new ArrayDeque<>();
            for (long nanos : wallNanos) {
                turns.add(new Turn(10, nanos, 5_000));
            }
            return new Scripted(name, turns);
        }

        @Override
        public Turn takeTurn() {
            return turns.remove();
        }
    }

    @Test
    void aRateIsComparedWithThePeersOfTheSameRound() throws Exception {
        Contender peer = Scripted.of("peer", 1, 100, 1_000);
        Contender ours = Scripted.of("ours", 1, 200, 2_000);
        List<Integer> told = new ArrayList<>();

        List<Rate> rates = new Rounds(List.of(peer, ours), peer).play(2, told::add);

        assertEquals("ours", rates.get(1).contender());
        assertEquals(0.5, rates.get(1).ofPeer().least());
        assertEquals(0.5, rates.get(1).ofPeer().most());
        assertEquals(5e7, rates.get(1).perSecond().most());
        assertEquals(0.5, rates.get(1).cpuMicros().median());
        assertEquals(List.of(0, 1, 2), told);
    }

    @Test
    void aPeerThatTakesNoPartIsAMistake() {
        Contender peer = Scripted.of("peer");
        Contender ours = Scripted.of("ours");

        assertThrows(IllegalArgumentException.class, () -> new Rounds(List.of(ours), peer));
    }

    @Test
    void callersWorkThroughEveryNumberOnce() throws Exception {
        List<Long> seen = new ArrayList<>();

        Callers.work(7, 100, 50, number -> {
            synchronized (seen) {
                seen.add(number);
            }
        });

        seen.sort(null);
        assertEquals(50, seen.stream().distinct().count());
        assertEquals(List.of(100L, 149L), List.of(seen.getFirst(), seen.getLast()));
    }

    @Test
    void aCallerThatFailsEndsTheRun() {
        assertThrows(
                IllegalStateException.class,
                () -> Callers.work(2, 1, 10, number -> {
                    throw new IllegalArgumentException("on purpose");
                }));
    }
}
