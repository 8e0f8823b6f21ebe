package dev.rebound.transport.smtp;

import dev.rebound.engine.warmup.WarmUpCounts;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts of a warm-up for one test. */
final class CountsInMemory implements WarmUpCounts {

    private final Map<Count, Integer> counts = new HashMap<>();

    @Override
    public int take(Count count, int wanted, int allowance) {
        int taken = Math.clamp((long) allowance - counts.getOrDefault(count, 0), 0, wanted);
        counts.merge(count, taken, Integer::sum);
        return taken;
    }

    @Override
    public void giveBack(Count count, int messages) {
        counts.merge(count, -messages, Integer::sum);
    }

    @Override
    public List<Used> used(LocalDate day) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().day().equals(day))
                .map(entry -> new Used(entry.getKey(), entry.getValue()))
                .toList();
    }

    @Override
    public void forgetBefore(LocalDate day) {
        counts.keySet().removeIf(count -> count.day().isBefore(day));
    }
}
