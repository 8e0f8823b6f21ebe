package dev.rebound.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * A load in which the contenders take turns: in every round each of them works for the same short CPU time, with one
 * thread and with several. Figures are compared within a round only, so a neighbour on the machine who slows one
 * round down slows all contenders of it, and the ratio holds where the figure itself does not. For the same reason
 * the cost of a message is counted in CPU time of the threads that worked, and only throughput by the clock.
 *
 * <p>A turn ends with the last message, never in the middle of the set: every figure is over the same mix. What it
 * does not do is what JMH does, a fresh process for each contender; both contenders share one warmed-up JVM here,
 * as they would in a program. Use JMH where the last ten per cent matter.
 */
public final class PairedRun {

    /**
     * How long to run; times are CPU of each thread.
     *
     * @param warmUp for each contender, before the first round
     * @param turn each contender's share of a round, for each number of threads
     * @param rounds at least one
     * @param threads the larger number of threads; one thread is always measured too
     */
    public record Plan(Duration warmUp, Duration turn, int rounds, int threads) {
        public Plan {
            if (rounds < 1 || threads < 1 || turn.isNegative() || turn.isZero()) {
                throw new IllegalArgumentException("at least one round, one thread and some time");
            }
        }
    }

    /** One turn: CPU of all threads together, time by the clock, messages. */
    private record Turn(Contender contender, int threads, long cpuNanos, long wallNanos, long messages) {

        double micros() {
            return cpuNanos / 1e3 / messages;
        }

        double perSecond() {
            return messages * 1e9 / wallNanos;
        }
    }

    private final Messages messages;
    private final Map<Contender, Work> contenders;
    private final Plan plan;

    /** The contenders must include {@link Contender#ANGUS}, the reference. */
    public PairedRun(Messages messages, Map<Contender, Work> contenders, Plan plan) {
        this.messages = messages;
        this.contenders = new EnumMap<>(contenders);
        this.plan = plan;
        if (!contenders.containsKey(Contender.ANGUS)) {
            throw new IllegalArgumentException("nothing to compare with");
        }
    }

    /** Runs all of it; {@code progress} is told of every round that is done. */
    public List<Figures> run(Consumer<Integer> progress) throws InterruptedException {
        List<List<Turn>> rounds = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(plan.threads())) {
            for (Contender contender : contenders.keySet()) {
                turn(pool, contender, plan.threads(), plan.warmUp());
            }
            for (int round = 1; round <= plan.rounds(); round++) {
                rounds.add(round(pool));
                progress.accept(round);
            }
        }
        return figures(rounds);
    }

    private List<Turn> round(ExecutorService pool) throws InterruptedException {
        List<Turn> turns = new ArrayList<>();
        for (Contender contender : contenders.keySet()) {
            turns.add(turn(pool, contender, 1, plan.turn()));
        }
        for (Contender contender : plan.threads() > 1 ? contenders.keySet() : List.<Contender>of()) {
            turns.add(turn(pool, contender, plan.threads(), plan.turn()));
        }
        return turns;
    }

    private Turn turn(ExecutorService pool, Contender contender, int threads, Duration time)
            throws InterruptedException {
        Work work = Objects.requireNonNull(contenders.get(contender));
        long start = System.nanoTime();
        List<Callable<Shift>> shifts = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            shifts.add(() -> Shift.work(work, messages.all(), time));
        }
        long cpu = 0;
        long done = 0;
        for (Future<Shift> shift : pool.invokeAll(shifts)) {
            cpu += of(shift).cpuNanos();
            done += of(shift).messages();
        }
        return new Turn(contender, threads, cpu, System.nanoTime() - start, done);
    }

    private static Shift of(Future<Shift> shift) throws InterruptedException {
        try {
            return shift.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a contender failed", e.getCause());
        }
    }

    private List<Figures> figures(List<List<Turn>> rounds) {
        List<Figures> figures = new ArrayList<>();
        for (Turn like : rounds.getFirst()) {
            List<Double> micros = new ArrayList<>();
            List<Double> perSecond = new ArrayList<>();
            List<Double> speedUp = new ArrayList<>();
            List<Double> scaling = new ArrayList<>();
            for (List<Turn> round : rounds) {
                Turn turn = find(round, like.contender(), like.threads());
                Turn reference = find(round, Contender.ANGUS, like.threads());
                Turn alone = find(round, like.contender(), 1);
                micros.add(turn.micros());
                perSecond.add(turn.perSecond());
                speedUp.add(reference.micros() / turn.micros());
                scaling.add(turn.perSecond() / alone.perSecond());
            }
            figures.add(new Figures(
                    like.contender(),
                    like.threads(),
                    Spread.of(micros),
                    Spread.of(perSecond),
                    Spread.of(speedUp),
                    Spread.of(scaling)));
        }
        return figures;
    }

    private static Turn find(List<Turn> round, Contender contender, int threads) {
        return round.stream()
                .filter(turn -> turn.contender() == contender && turn.threads() == threads)
                .findFirst()
                .orElseThrow();
    }
}
