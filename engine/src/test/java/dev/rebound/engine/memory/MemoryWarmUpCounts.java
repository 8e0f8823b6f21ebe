package dev.rebound.engine.memory;

import dev.rebound.engine.warmup.WarmUpCounts;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts of a warm-up that outlive the use case, as a store's do. */
public final class MemoryWarmUpCounts implements WarmUpCounts {

    private final Map<Count, Integer> counts = new ConcurrentHashMap<>();

    @Override
    public synchronized int take(Count count, int wanted, int allowance) {
        int taken = Math.clamp((long) allowance - counts.getOrDefault(count, 0), 0, wanted);
        counts.merge(count, taken, Integer::sum);
        return taken;
    }

    @Override
    public synchronized void giveBack(Count count, int messages) {
        counts.merge(count, -messages, Integer::sum);
    }

    @Override
    public List<Used> used(LocalDate day) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().day().equals(day))
                .map(entry -> new Used(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(
                        used -> used.count().address() + used.count().destination()))
                .toList();
    }

    @Override
    public void forgetBefore(LocalDate day) {
        counts.keySet().removeIf(count -> count.day().isBefore(day));
    }
}
