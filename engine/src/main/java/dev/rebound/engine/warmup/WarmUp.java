package dev.rebound.engine.warmup;

import dev.rebound.engine.warmup.WarmUpCounts.Count;
import dev.rebound.engine.warmup.WarmUpCounts.Used;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * Keeps new addresses from sending more than they may.
 *
 * <p>Whoever is about to send from an address asks first. An allowance must survive a restart, and a commit for each
 * message would cost more than sending it; so allowances are taken from the store in portions of a twentieth and
 * handed out from memory. A process that dies loses the rest of its portion: the address then sends a little less that
 * day, and never more than it may.
 *
 * <p>Thread-safe.
 */
public final class WarmUp implements AutoCloseable {

    /** Every address is warm. */
    public static final WarmUp NONE = new WarmUp(
            new WarmUpPlan(Map.of(), WarmUpSchedule.USUAL, ZoneOffset.UTC, false),
            new NothingCounted(),
            InstantSource.system());

    /** A portion is this part of an allowance. */
    private static final int PORTIONS = 20;

    private static final int PORTION_MAX = 1_000;
    /** How long counts are kept, in days; a reader may want to look back a month. */
    private static final int KEPT_DAYS = 40;

    private static final Comparator<String> NAMED_FIRST =
            Comparator.<String, Boolean>comparing(WarmUpSchedule.ANY::equals).thenComparing(Comparator.naturalOrder());

    private final WarmUpPlan plan;
    private final WarmUpCounts counts;
    private final InstantSource clock;
    private final ConcurrentMap<Count, Portion> portions = new ConcurrentHashMap<>();

    public WarmUp(WarmUpPlan plan, WarmUpCounts counts, InstantSource clock) {
        this.plan = plan;
        this.counts = counts;
        this.clock = clock;
    }

    /** What an address may do. */
    public sealed interface Answer {

        /** It is warm, or was never cold. */
        record Free() implements Answer {}

        /** One message of its allowance, which is used up unless it is given back. */
        record Granted(Count count) implements Answer {}

        /** Nothing more for now. */
        record UsedUp(Instant until) implements Answer {}
    }

    /** What was taken from the store and not handed out yet. */
    private static final class Portion {
        private final ReentrantLock lock = new ReentrantLock();
        private int left;
    }

    /** Nobody asks it, because no address is being warmed up. */
    private static final class NothingCounted implements WarmUpCounts {
        @Override
        public int take(Count count, int wanted, int allowance) {
            throw new IllegalStateException("no address is being warmed up");
        }

        @Override
        public void giveBack(Count count, int messages) {
            throw new IllegalStateException("no address is being warmed up");
        }

        @Override
        public List<Used> used(LocalDate day) {
            return List.of();
        }

        @Override
        public void forgetBefore(LocalDate day) {
            // There is nothing to forget.
        }
    }

    /** Whether any address is being warmed up. */
    public boolean isAny() {
        return !plan.starts().isEmpty();
    }

    /** Whether what an address may not take leaves from others of its pool. */
    public boolean spills() {
        return plan.spills();
    }

    /** Asks for one message from an address to a destination. */
    public Answer ask(String address, String destination) {
        LocalDate start = plan.starts().get(address);
        if (start == null) {
            return new Answer.Free();
        }
        LocalDate today = today();
        OptionalInt allowance = plan.schedule().allowance(destination, day(start, today));
        if (allowance.isEmpty()) {
            return new Answer.Free();
        }
        Count count = new Count(address, destination, today);
        if (allowance.getAsInt() > 0 && takes(count, allowance.getAsInt())) {
            return new Answer.Granted(count);
        }
        LocalDate next = today.isBefore(start) ? start : today.plusDays(1);
        return new Answer.UsedUp(next.atStartOfDay(plan.zone()).toInstant());
    }

    private boolean takes(Count count, int allowance) {
        Portion portion = portions.computeIfAbsent(count, first -> new Portion());
        portion.lock.lock();
        try {
            if (portion.left == 0) {
                forgetOtherDays(count.day());
                portion.left = counts.take(count, Math.clamp(allowance / PORTIONS, 1, PORTION_MAX), allowance);
            }
            if (portion.left == 0) {
                return false;
            }
            portion.left--;
            return true;
        } finally {
            portion.lock.unlock();
        }
    }

    private void forgetOtherDays(LocalDate today) {
        if (portions.keySet().removeIf(count -> count.day().isBefore(today))) {
            counts.forgetBefore(today.minusDays(KEPT_DAYS));
        }
    }

    /** No server has answered for the message: it does not count. */
    public void giveBack(Answer.Granted granted) {
        Portion portion = portions.get(granted.count());
        if (portion == null) {
            return;
        }
        portion.lock.lock();
        try {
            portion.left++;
        } finally {
            portion.lock.unlock();
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), plan.zone());
    }

    private static int day(LocalDate start, LocalDate today) {
        return Math.toIntExact(ChronoUnit.DAYS.between(start, today)) + 1;
    }

    /**
     * How the warm-up of an address goes.
     *
     * @param day 1 is the first; 0 or less before it begins
     * @param days until it is warm
     * @param uses what it took today, and where it may take how much
     */
    public record Progress(String address, LocalDate start, int day, int days, List<Use> uses) {
        public Progress {
            uses = List.copyOf(uses);
        }

        public boolean isDone() {
            return day > days;
        }
    }

    /**
     * What an address takes to a destination today.
     *
     * @param destination {@link WarmUpSchedule#ANY} for all that are not named and got nothing yet
     * @param allowance empty if there is no limit any more
     */
    public record Use(String destination, int used, OptionalInt allowance) {}

    /** How the warm-up of each address goes, by address. */
    public List<Progress> progress() {
        LocalDate today = today();
        Map<String, List<Used>> used = counts.used(today).stream()
                .collect(Collectors.groupingBy(each -> each.count().address()));
        return plan.starts().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry ->
                        progress(entry.getKey(), entry.getValue(), today, used.getOrDefault(entry.getKey(), List.of())))
                .toList();
    }

    private Progress progress(String address, LocalDate start, LocalDate today, List<Used> used) {
        int day = day(start, today);
        SequencedSet<String> destinations = new TreeSet<>(NAMED_FIRST);
        destinations.addAll(plan.schedule().steps().keySet());
        used.forEach(each -> destinations.add(each.count().destination()));
        List<Use> uses = new ArrayList<>();
        for (String destination : destinations) {
            Count count = new Count(address, destination, today);
            int taken = used.stream()
                    .filter(each -> each.count().equals(count))
                    .mapToInt(Used::messages)
                    .sum();
            uses.add(new Use(destination, taken - inHand(count), plan.schedule().allowance(destination, day)));
        }
        return new Progress(address, start, day, plan.schedule().days(), uses);
    }

    private int inHand(Count count) {
        Portion portion = portions.get(count);
        if (portion == null) {
            return 0;
        }
        portion.lock.lock();
        try {
            return portion.left;
        } finally {
            portion.lock.unlock();
        }
    }

    /** In which days begin. */
    public ZoneId zone() {
        return plan.zone();
    }

    /** Gives back what was not used. */
    @Override
    public void close() {
        portions.forEach((count, portion) -> {
            portion.lock.lock();
            try {
                if (portion.left > 0) {
                    counts.giveBack(count, portion.left);
                    portion.left = 0;
                }
            } finally {
                portion.lock.unlock();
            }
        });
    }
}
