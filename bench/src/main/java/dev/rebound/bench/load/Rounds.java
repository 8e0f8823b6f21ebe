package dev.rebound.bench.load;

import dev.rebound.bench.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Rounds in which every contender takes one turn. A rate is compared with the peer's of the same round, so that
 * whoever else uses the machine slows both down: the ratio holds where the rate itself does not. One round before
 * the first is not counted; in it the JVM compiles.
 */
public final class Rounds {

    private final List<Contender> contenders;
    private final Contender peer;

    /**
     * @param contenders in the order of their turns
     * @param peer the one of them that the others are compared with
     */
    public Rounds(List<Contender> contenders, Contender peer) {
        this.contenders = List.copyOf(contenders);
        this.peer = peer;
        if (!contenders.contains(peer)) {
            throw new IllegalArgumentException("the peer does not take part");
        }
    }

    /**
     * Plays them; {@code progress} is told of every one that is done, the uncounted one as 0.
     *
     * @param rounds counted ones, at least one
     */
    public List<Rate> play(int rounds, IntConsumer progress) throws Exception {
        List<List<Turn>> counted = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            List<Turn> turns = new ArrayList<>();
            for (Contender contender : contenders) {
                turns.add(contender.takeTurn());
            }
            if (round > 0) {
                counted.add(turns);
            }
            progress.accept(round);
        }
        return rates(counted);
    }

    private List<Rate> rates(List<List<Turn>> rounds) {
        int ofPeer = contenders.indexOf(peer);
        List<Rate> rates = new ArrayList<>();
        for (int i = 0; i < contenders.size(); i++) {
            int at = i;
            rates.add(new Rate(
                    contenders.get(i).shown(),
                    Spread.of(rounds.stream()
                            .map(turns -> turns.get(at).perSecond())
                            .toList()),
                    Spread.of(rounds.stream()
                            .map(turns -> turns.get(at).cpuMicros())
                            .toList()),
                    Spread.of(rounds.stream()
                            .map(turns -> turns.get(at).perSecond()
                                    / turns.get(ofPeer).perSecond())
                            .toList())));
        }
        return rates;
    }
}
